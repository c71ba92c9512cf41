using System.Collections.Concurrent;

namespace Workloads.TaskQueues.Tasks;

/// <summary>Schedules of one process: a semaphore is the leader's lock, and a field the last tick.</summary>
internal sealed class MemorySchedule : PeriodicSchedule
{
    private static readonly ConcurrentDictionary<string, Leadership> s_leaderships = new();

    private readonly MemoryDoer _doer;

    public MemorySchedule(TaskQueue queue, string name, TimeSpan every)
        : base(name, every) =>
        _doer = new(token => Task.Run(() => FollowAsync(queue, s_leaderships.GetOrAdd(name, static _ => new()), token), token));

    public override ValueTask DisposeAsync() => _doer.DisposeAsync();

    private async Task FollowAsync(TaskQueue queue, Leadership leadership, CancellationToken cancellationToken)
    {
        await leadership.Lock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await LeadAsync(leadership.Last, tick => PutAsync(queue, leadership, tick), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            leadership.Lock.Release();
        }
    }

    private Task PutAsync(TaskQueue queue, Leadership leadership, long tick)
    {
        leadership.Last = tick;
        return queue.PutAsync(TextOf(tick), CancellationToken.None);
    }

    private sealed class Leadership
    {
        public SemaphoreSlim Lock { get; } = new(1);

        public long? Last { get; set; }
    }
}
