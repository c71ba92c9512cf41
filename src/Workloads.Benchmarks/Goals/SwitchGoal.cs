using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Benchmarks.Goals;

/// <summary>A cooperative switch on one thread, against asyncio's.</summary>
internal sealed class SwitchGoal() : Goal("switch")
{
    private const int Rounds = 15;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        Operation[] operations = [.. SwitchCosts.Operations.Where(operation => operation.Name is SwitchCosts.LoopTurn or SwitchCosts.LoopYield)];
        IReadOnlyList<Cost> costs = await Task.Run(() => CostMeter.Measure(operations, Rounds, TimeSpan.FromSeconds(1.5), cancellationToken), cancellationToken);
        double turn = costs.Single(cost => cost.Name == SwitchCosts.LoopTurn).Median;

        var criteria = new List<Criterion>
        {
            Criterion.AtMost(SwitchCosts.LoopTurn, turn, 25e-9, Figures.Nanoseconds),
            Criterion.AtMost(SwitchCosts.LoopYield, costs.Single(cost => cost.Name == SwitchCosts.LoopYield).Median, 60e-9, Figures.Nanoseconds),
        };
        if ((await CPythons.FindAsync(cancellationToken)).Newest is not { } python)
            return new(criteria, "no peer") { LeftOut = ["CPython is not here"] };

        Turns switches = await SwitchCosts.There.MeasureAsync(python, SwitchCosts.Arguments(Rounds), cancellationToken);
        double sleep = switches.Took(SwitchCosts.LoopYield).Value;
        criteria.Add(Criterion.AtLeast("asyncio's sleep(0), of ours,", sleep / turn, 60, Figures.Times));
        return new(criteria, $"{python}: sleep(0) {Figures.Time(sleep)}, send {Figures.Time(switches.Took(SwitchCosts.GeneratorSend).Value)}");
    }
}
