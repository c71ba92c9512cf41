using Workloads.Show;

namespace Workloads.TaskQueues;

/// <summary>
/// Tasks that are put by some and done by others, later, elsewhere, or again when they fail (B19). A task is there once it is
/// put, and until it is done: whoever does it may end at any time. So it may be done twice, and should not mind.
/// </summary>
public abstract class TaskQueue : IAsyncDisposable
{
    private protected TaskQueue(string name, TaskQueueOptions options)
    {
        Name = name;
        Options = options;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What becomes of tasks that fail.</summary>
    public TaskQueueOptions Options { get; }

    /// <summary>Puts a task, and returns when the queue has it safe.</summary>
    /// <param name="text">What is to be done, in words that whoever does it understands.</param>
    /// <param name="cancellationToken">Gives up waiting; the task may be there then, or not.</param>
    /// <exception cref="QueueFailedException">The broker is gone for minutes, or is blocked by an alarm.</exception>
    public abstract Task PutAsync(string text, CancellationToken cancellationToken = default);

    /// <summary>Does tasks as they come, until what it returns is disposed; the tasks under way then end first.</summary>
    /// <param name="work">Does one task. When it throws, the task is tried again after the queue's delays.</param>
    /// <param name="atOnce">How many at the same time: 1 or more.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public abstract Task<IAsyncDisposable> DoAsync(Func<QueuedTask, Task> work, int atOnce = 1,
        CancellationToken cancellationToken = default);

    /// <summary>Counts the tasks that nobody has taken yet; those that rest before a retry are not among them.</summary>
    public abstract Task<long> CountAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes the dead letters out.</summary>
    internal abstract Task<IReadOnlyList<DeadTask>> TakeDeadAsync(CancellationToken cancellationToken = default);

    /// <summary>Waits until so many tasks are dead, and takes them out.</summary>
    /// <param name="count">How many.</param>
    /// <param name="limit">How long at most: two minutes unless named, since a broker waits for its disk.</param>
    /// <exception cref="TimeoutException">There are fewer; the message says how many.</exception>
    public async Task<Table> WaitForDeadAsync(int count, TimeSpan? limit = null)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(NotebookCancellation.Token);
        limited.CancelAfter(limit ?? TimeSpan.FromMinutes(2));
        List<DeadTask> dead = [];
        try
        {
            while (true)
            {
                dead.AddRange(await TakeDeadAsync(limited.Token).ConfigureAwait(false));
                if (dead.Count >= count)
                    return Table.Of("", dead, ("task", task => task.Text), ("attempts", task => task.Attempts),
                        ("given up, since", task => task.Reason));
                await Task.Delay(20, limited.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException late) when (!NotebookCancellation.Token.IsCancellationRequested)
        {
            throw new TimeoutException(Invariant($"{dead.Count} of {count} tasks are among the dead letters in time."), late);
        }
    }

    /// <summary>
    /// Puts a task for each tick of a clock, one for each however many schedules of the same name there are: one leads, and
    /// another takes over when it ends. Ticks that were missed meanwhile are caught up, a hundred at most.
    /// </summary>
    /// <param name="name">The schedule's name: letters, digits, '-' and '_'.</param>
    /// <param name="every">The time between ticks: 50 ms to a day. Ticks lie on its multiples, so that all clocks agree on them.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The schedule, which ends when it is disposed. A task's text is its tick's time, as <c>O</c> formats it.</returns>
    public abstract Task<PeriodicSchedule> ScheduleAsync(string name, TimeSpan every, CancellationToken cancellationToken = default);

    /// <summary>Deletes it, with all that is in it, for all who share it.</summary>
    public abstract Task DeleteAsync(CancellationToken cancellationToken = default);

    /// <summary>Lets go of it; its tasks stay, but where they are in this process's memory alone.</summary>
    public abstract ValueTask DisposeAsync();
}
