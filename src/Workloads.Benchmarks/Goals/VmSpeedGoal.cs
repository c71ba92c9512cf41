using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Benchmarks.Goals;

/// <summary>fib(25) on the stack machine against CPython 3.12, in turns.</summary>
internal sealed class VmSpeedGoal() : Goal("vm-speed")
{
    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        CPython python = (await CPythons.FindAsync(cancellationToken)).Of(3, 12)
            ?? throw new GoalSkippedException("CPython 3.12 is not here");
        return await InterpreterGoals.VmSpeedAsync(python, cancellationToken);
    }
}
