using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Benchmarks.Goals;

/// <summary>10,000 waits of 100 ms at once on the event loop, against asyncio's.</summary>
internal sealed class WaitsGoal() : Goal("waits")
{
    private const int Waits = 10_000;
    private const int Rounds = 7;

    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        CPython? python = (await CPythons.FindAsync(cancellationToken)).Newest;
        List<double> ours = [], theirs = [];
        for (int round = -1; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double elapsed = (await Task.Run(() => ManyWaits.Measure(WaitingWay.EventLoop, Waits, Wait, weigh: false), cancellationToken)).Elapsed.TotalSeconds;
            double? peer = python is null ? null : (await PythonWaits.MeasureAsync(python, "asyncio", "asyncio", Waits, Wait, cancellationToken)).Elapsed.TotalSeconds;
            if (round < 0)
                continue; // the first warms up
            ours.Add(elapsed);
            if (peer is { } seconds)
                theirs.Add(seconds);
        }

        var criteria = new List<Criterion> { Criterion.AtMost($"{Waits:N0} waits of 100 ms", ours.Median(), 0.115, Unit.Seconds) };
        if (python is null)
            return new(criteria, "no peer") { LeftOut = ["CPython is not here"] };
        criteria.Add(Criterion.AtLeast("asyncio's time, of ours,", theirs.Zip(ours, static (they, we) => they / we).Median(), 1.5, Figures.Times));
        return new(criteria, $"{python}: {Figures.Time(theirs.Median())}");
    }
}
