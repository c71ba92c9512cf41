using Workloads.Models;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Benchmarks.Goals;

/// <summary>The memory of what waits: 100,000 tasks on the event loop, 10,000 generator coroutines.</summary>
internal sealed class TaskMemoryGoal() : Goal("task-memory")
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(10);

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        WaitingCost tasks = await Task.Run(() => ManyWaits.Measure(WaitingWay.EventLoop, 100_000, Wait, weigh: true), cancellationToken);
        WaitingCost generators =
            await Task.Run(() => ManyWaits.Measure(WaitingWay.Generators, 10_000, Wait, weigh: true), cancellationToken);
        string peer = (await CPythons.FindAsync(cancellationToken)).Newest is { } python
            && (await PythonWaits.MeasureAsync(python, "asyncio", "asyncio", 100_000, Wait, cancellationToken)).BytesEach is var bytes
            && double.IsFinite(bytes)
                ? $"{python}: {Bytes(bytes)} a task of asyncio"
                : "no peer";
        return new(
            [
                Criterion.AtMost("a task waiting on the event loop", tasks.HeapBytes!.Value / tasks.Waits, 400, Bytes),
                Criterion.AtMost("a generator coroutine waiting", generators.HeapBytes!.Value / generators.Waits, 300, Bytes),
            ],
            peer);
    }

    private static string Bytes(double bytes) => $"{bytes:0} bytes";
}
