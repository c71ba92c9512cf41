using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Benchmarks.Goals;

/// <summary>A goal of the process pool. The library measures it, and has its bounds.</summary>
/// <param name="name">Its name on the command line.</param>
/// <param name="measure">Measures it, with a CPython beside it when there is one.</param>
/// <param name="missedBecause">Why it may be missed, where that is known.</param>
internal sealed class PoolGoal(string name, Func<CPython?, CancellationToken, Task<PoolFigures>> measure, string missedBecause = "")
    : Goal(name, missedBecause)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<PoolGoal> All { get; } =
    [
        new("pool-call", static async (python, token) => await PoolCall.MeasureAsync(python, full: true, cancellationToken: token)),
        new("pool-roundtrip",
            static async (python, token) => await PoolRoundTrip.MeasureAsync(python, full: true, cancellationToken: token),
            "a worker looks out for its next call before it sleeps, and so takes a core; where no other is free, the pool has to wait for it"),
        new("pool-start", static async (python, token) => await PoolStart.MeasureAsync(python, full: true, cancellationToken: token)),
        new("pool-speedup", static async (_, token) => await PoolSpeedUp.MeasureAsync(full: true, cancellationToken: token)),
        new("pool-memory", static async (python, token) => await PoolMemory.MeasureAsync(python, full: true, cancellationToken: token)),
    ];

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        CPythons found = await CPythons.FindAsync(cancellationToken);
        return (await measure(found.Of(3, 12) ?? found.Newest, cancellationToken)).Measurement;
    }
}
