using Workloads.Topics;
namespace Workloads.Benchmarks.Goals;

/// <summary>Three threads that add 1 three times, every instruction a check point, explored whole.</summary>
internal sealed class ExplorerGoal() : Goal("explorer")
{
    /// <inheritdoc/>
    public override Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken) =>
        InterpreterGoals.ExplorerAsync(cancellationToken: cancellationToken);
}
