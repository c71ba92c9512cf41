using Workloads.Benchmarks.Peers;
using Workloads.Interpreter;
using Workloads.Models;

namespace Workloads.Benchmarks.Goals;

/// <summary>fib(25) × 1,000 in the parallel loop and on the thread pool: nearly as many times as fast as there are cores.</summary>
internal sealed class LoopSpeedupGoal() : Goal("loop-speedup")
{
    private const double Efficiency = 0.95;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        if (Environment.ProcessorCount < 2)
            throw new GoalSkippedException("there is one core alone");

        var plain = new PlainThreadsModel();
        ExecutionModel[] models = [new ParallelLoopModel(), new ThreadPoolModel()];
        SweepResult result = await new Sweep
        {
            Workload = Workload.Fibonacci,
            Sizes = [25],
            Callers = [1_000],
            Models = [new SequentialModel(), .. models, plain],
            Repeats = 11,
        }.RunAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();

        double bound = Efficiency * Environment.ProcessorCount;
        return new(
            [.. models.Select(model => Criterion.AtLeast(model.Name, SpeedUp(result, model), bound, Unit.Ratio))],
            $"plain threads {Unit.Ratio.Format(SpeedUp(result, plain))} on {MachineFacts.Current.Cores}, one thread {Unit.Seconds.Format(result.Find("sequential", 25, 1_000)!.Median)}");
    }

    /// <summary>The median of the ratios within each repeat: what the machine does meanwhile hits both alike.</summary>
    private static double SpeedUp(SweepResult result, ExecutionModel model) => result.OfModels("sequential").Rows
        .Join(result.OfModels(model.Name).Rows, row => row.Repeat, row => row.Repeat, (sequential, row) => sequential.Seconds / row.Seconds).Median();
}
