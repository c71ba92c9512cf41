using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Topics;

namespace Workloads.Benchmarks.Goals;

/// <summary>What handing out an empty call costs, with 10,000 of them in flight.</summary>
internal sealed class CallOverheadGoal() : Goal("call-overhead")
{
    private const int Callers = 10_000;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        (ExecutionModel Model, double Bound)[] bounds = [(new ThreadPoolModel(), 60e-9), (new ParallelLoopModel(), 5e-9), (new ChannelWorkersModel(), 35e-9)];
        SweepResult result = await new Sweep
        {
            Workload = Workload.Nothing,
            Sizes = [0],
            Callers = [Callers],
            Models = [new SequentialModel(), .. bounds.Select(bound => bound.Model)],
            Repeats = 51,
        }.RunAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();

        return new(
            [.. bounds.Select(bound => Criterion.AtMost(bound.Model.Name, PerCall(bound.Model.Name), bound.Bound, Figures.Nanoseconds))],
            $"sequential {Figures.Nanoseconds(PerCall("sequential"))} a call");

        double PerCall(string model) => result.Find(model, 0, Callers)!.TimePerCall;
    }
}
