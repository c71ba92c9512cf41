using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Workloads.TaskQueues.Tasks;

/// <summary>
/// Tasks in this process's memory, where there is no broker. They end with it, and are shared by all who open the same name here.
/// </summary>
internal sealed class MemoryTaskQueue(string name, TaskQueueOptions options) : TaskQueue(name, options)
{
    private static readonly ConcurrentDictionary<string, Store> s_stores = new();

    private readonly Store _store = s_stores.GetOrAdd(name, static _ => new());

    public override Task PutAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _store.Tasks.Writer.WriteAsync(new(text, Attempt: 1, DateTimeOffset.UtcNow), cancellationToken).AsTask();
    }

    public override Task<IAsyncDisposable> DoAsync(Func<QueuedTask, Task> work, int atOnce = 1,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentOutOfRangeException.ThrowIfLessThan(atOnce, 1);
        return Task.FromResult<IAsyncDisposable>(
            new MemoryDoer(token => Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(() => DoAllAsync(work, token), token)))));
    }

    public override Task<long> CountAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult((long)_store.Tasks.Reader.Count);

    internal override Task<IReadOnlyList<DeadTask>> TakeDeadAsync(CancellationToken cancellationToken = default)
    {
        List<DeadTask> dead = [];
        while (_store.Dead.TryDequeue(out DeadTask? task))
            dead.Add(task);
        return Task.FromResult<IReadOnlyList<DeadTask>>(dead);
    }

    public override Task<PeriodicSchedule> ScheduleAsync(string name, TimeSpan every, CancellationToken cancellationToken = default) =>
        Task.FromResult<PeriodicSchedule>(new MemorySchedule(this, name, every));

    public override Task DeleteAsync(CancellationToken cancellationToken = default)
    {
        s_stores.TryRemove(Name, out _);
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task DoAllAsync(Func<QueuedTask, Task> work, CancellationToken cancellationToken)
    {
        await foreach (QueuedTask task in _store.Tasks.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                await work(task).ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                if (task.Attempt > Options.RetryAfter.Count)
                    _store.Dead.Enqueue(new(task.Text, failure.Message, task.Attempt));
                else
                    _ = PutLaterAsync(task with { Attempt = task.Attempt + 1 }, Options.RetryAfter[task.Attempt - 1]);
            }
        }
    }

    private async Task PutLaterAsync(QueuedTask task, TimeSpan delay)
    {
        await Task.Delay(delay).ConfigureAwait(false);
        await _store.Tasks.Writer.WriteAsync(task).ConfigureAwait(false);
    }

    private sealed class Store
    {
        public Channel<QueuedTask> Tasks { get; } = Channel.CreateUnbounded<QueuedTask>();

        public ConcurrentQueue<DeadTask> Dead { get; } = new();
    }
}
