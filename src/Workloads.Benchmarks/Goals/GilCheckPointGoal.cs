using Workloads.Topics;
namespace Workloads.Benchmarks.Goals;

/// <summary>Compiled fib with the lock's check point against compiled fib without, in turns.</summary>
internal sealed class GilCheckPointGoal() : Goal("gil-checkpoint")
{
    /// <inheritdoc/>
    public override Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken) =>
        InterpreterGoals.GilCheckPointAsync(cancellationToken: cancellationToken);
}
