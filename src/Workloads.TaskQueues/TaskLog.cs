using System.Diagnostics;
using System.Globalization;
using Workloads.Html;
using Workloads.Show;

namespace Workloads.TaskQueues;

/// <summary>What became of tasks: a line for each attempt, in the order in which they ended.</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class TaskLog : IDisplayable
{
    private readonly Lock _gate = new();
    private readonly List<TaskAttempt> _attempts = [];
    private readonly SemaphoreSlim _ended = new(0);

    /// <summary>The attempts so far.</summary>
    internal IReadOnlyList<TaskAttempt> Attempts
    {
        get
        {
            lock (_gate)
                return [.. _attempts];
        }
    }

    /// <summary>Notes what a piece of work does with its tasks.</summary>
    /// <param name="work">The work, as <see cref="TaskQueue.DoAsync"/> takes it.</param>
    public Func<QueuedTask, Task> Noting(Func<QueuedTask, Task> work) => async task =>
    {
        DateTimeOffset begun = DateTimeOffset.UtcNow;
        long start = Stopwatch.GetTimestamp();
        string failure = "";
        try
        {
            await work(task).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception.Message;
            throw;
        }
        finally
        {
            lock (_gate)
                _attempts.Add(new(task, begun - task.PutAt, Stopwatch.GetElapsedTime(start), failure));
            _ended.Release();
        }
    };

    /// <summary>Waits until so many attempts have ended, those included that have.</summary>
    /// <param name="attempts">How many.</param>
    /// <param name="limit">How long at most: two minutes unless named, since a broker waits for its disk.</param>
    /// <exception cref="TimeoutException">They have not; the message says how many have.</exception>
    public async Task WaitForAsync(int attempts, TimeSpan? limit = null)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(NotebookCancellation.Token);
        limited.CancelAfter(limit ?? TimeSpan.FromMinutes(2));
        try
        {
            while (Attempts.Count < attempts)
                await _ended.WaitAsync(limited.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException late) when (!NotebookCancellation.Token.IsCancellationRequested)
        {
            throw new TimeoutException(Invariant($"{Attempts.Count} of {attempts} attempts have ended in time."), late);
        }
    }

    /// <summary>A row for each attempt.</summary>
    public Table ToTable() => Table.Of(
        "",
        Attempts,
        ("task", attempt => attempt.Task.Text),
        ("attempt", attempt => attempt.Task.Attempt),
        ("begun after", attempt => attempt.Waited),
        ("took", attempt => attempt.Took),
        ("ended", attempt => attempt.Failure.Length == 0 ? "done" : $"failed: {attempt.Failure}"));

    /// <summary>What became of periodic tasks: how many ticks there were, and how many of them had two tasks, or none.</summary>
    /// <param name="every">The time between ticks.</param>
    public Table ToTicks(TimeSpan every)
    {
        long[] ticks = [.. Attempts.Select(
            attempt => DateTimeOffset.Parse(attempt.Task.Text, CultureInfo.InvariantCulture).UtcTicks / every.Ticks).Order()];
        long[] distinct = [.. ticks.Distinct()];
        return new(
            "",
            [new("ticks seen"), new("with two tasks"), new("missed between them")],
            [[ticks.Length, ticks.Length - distinct.Length, distinct.Length == 0 ? 0 : distinct[^1] - distinct[0] + 1 - distinct.Length]]);
    }

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();
}

/// <summary>One attempt at a task.</summary>
/// <param name="Task">The task.</param>
/// <param name="Waited">From the moment at which it was put to the beginning of this attempt.</param>
/// <param name="Took">How long the attempt took.</param>
/// <param name="Failure">What it threw; empty when it did not.</param>
internal sealed record TaskAttempt(QueuedTask Task, TimeSpan Waited, TimeSpan Took, string Failure);
