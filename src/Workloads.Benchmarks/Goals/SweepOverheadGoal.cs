using System.Diagnostics;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Workloads.Benchmarks.Suites;
using Workloads.Interpreter;
using Workloads.Models;

namespace Workloads.Benchmarks.Goals;

/// <summary>What a sweep itself costs beside the calls that it measures, and whether it measures what BenchmarkDotNet does.</summary>
internal sealed class SweepOverheadGoal()
    : Goal("sweep-overhead",
        missedBecause: "a run of BenchmarkDotNet takes two seconds, within which other work on the cores comes and goes")
{
    /// <summary>fib(20) takes some 11 µs.</summary>
    private const int Size = 20;
    private const int Rounds = 7, Sweeps = 11;

    private long _callTicks;
    private long _calls;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        (Estimate ownCost, double call) = await OwnCostAsync(cancellationToken);

        // In turns, with a sweep before and after each run of BenchmarkDotNet: what the machine does meanwhile hits both alike.
        List<double> sweeps = [await BySweepAsync(cancellationToken)], benchmarks = [], ratios = [];
        for (int round = 0; round < Rounds; round++)
        {
            benchmarks.Add(ByBenchmarkDotNet());
            sweeps.Add(await BySweepAsync(cancellationToken));
            ratios.Add((sweeps[^2] + sweeps[^1]) / 2 / benchmarks[^1]);
        }

        return new(
            [
                Criterion.AtMost($"own cost beside calls of {Unit.Seconds.Format(call)}", ownCost.Value, 0.02, Unit.Percent)
                    with { Interval = ownCost },
                Criterion.AtMost("distance from BenchmarkDotNet", Math.Abs(ratios.Median() - 1), 0.05, Unit.Percent),
            ],
            $"fib({Size}) × {AgreementBenchmark.Callers}: sweep {Unit.Seconds.Format(sweeps.Median())}, BenchmarkDotNet {Unit.Seconds.Format(benchmarks.Median())}");
    }

    /// <summary>A sweep's whole time, but for what its calls themselves say that they took: the median of some sweeps.</summary>
    private async Task<(Estimate OwnCost, double Call)> OwnCostAsync(CancellationToken cancellationToken)
    {
        var workload = new Workload("fibonacci with a clock", TimedFibonacci);
        var sweep = new Sweep
        {
            Workload = workload,
            Sizes = [Size],
            Callers = [1, 10, 100],
            Models = [new SequentialModel()],
            Repeats = 20,
            MinimumTime = TimeSpan.FromMilliseconds(10),
        };
        await sweep.RunAsync(cancellationToken);

        List<double> costs = [], calls = [];
        while (costs.Count < Sweeps)
        {
            (_callTicks, _calls) = (0, 0);
            long start = Stopwatch.GetTimestamp();
            await sweep.RunAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            double all = Stopwatch.GetTimestamp() - start;
            costs.Add((all - _callTicks) / _callTicks);
            calls.Add(_callTicks / (double)Stopwatch.Frequency / _calls);
        }

        return (MedianInterval.Of(costs), calls.Median());
    }

    private long TimedFibonacci(long size)
    {
        long start = Stopwatch.GetTimestamp();
        long result = Fibonacci.Of(size);
        _callTicks += Stopwatch.GetTimestamp() - start;
        _calls++;
        return result;
    }

    private static async Task<double> BySweepAsync(CancellationToken cancellationToken)
    {
        SweepResult result = await new Sweep
        {
            Workload = Workload.Fibonacci,
            Sizes = [Size],
            Callers = [AgreementBenchmark.Callers],
            Models = [new SequentialModel()],
            Repeats = 25,
            MinimumTime = TimeSpan.FromMilliseconds(10),
        }.RunAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return result.Summaries[0].Median;
    }

    private static double ByBenchmarkDotNet()
    {
        Summary summary = BenchmarkRunner.Run<AgreementBenchmark>(QuietConfig.Short());
        var statistics = summary.Reports.SingleOrDefault()?.ResultStatistics
            ?? throw new InvalidOperationException("BenchmarkDotNet measured nothing.");
        return statistics.Median * 1e-9;
    }
}
