using Workloads.Topics;
namespace Workloads.Benchmarks.Goals;

/// <summary>Compiled fib with the lock's check point against compiled fib without, in turns.</summary>
internal sealed class GilCheckPointGoal() : Goal("gil-checkpoint",
    missedBecause: "every call carries the address of the lock's word in a register that it has to save, and reads it; a call of fib does little else")
{
    /// <inheritdoc/>
    public override Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken) =>
        InterpreterGoals.GilCheckPointAsync(cancellationToken: cancellationToken);
}
