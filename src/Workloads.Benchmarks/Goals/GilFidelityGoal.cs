using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Benchmarks.Goals;

/// <summary>The model's lock behaves as CPython's: the two measured in turns.</summary>
internal sealed class GilFidelityGoal() : Goal("gil-fidelity")
{
    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        CPython python = InterpreterGoals.PeerAmong(await CPythons.FindAsync(cancellationToken))
            ?? throw new GoalSkippedException("no CPython with a GIL is here");
        return await InterpreterGoals.GilFidelityAsync(python, cancellationToken);
    }
}
