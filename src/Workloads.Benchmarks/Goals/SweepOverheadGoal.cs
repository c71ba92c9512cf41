using System.Diagnostics;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Workloads.Benchmarks.Suites;
using Workloads.Execution;
using Workloads.Measurement;

namespace Workloads.Benchmarks.Goals;

/// <summary>What a sweep itself costs beside the calls that it measures, and whether it measures what BenchmarkDotNet does.</summary>
internal sealed class SweepOverheadGoal() : Goal("sweep-overhead")
{
    /// <summary>fib(20) takes some 11 µs.</summary>
    private const int Size = 20;
    private long _callTicks;
    private long _calls;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        (double ownCost, double call) = await OwnCostAsync(cancellationToken);

        // One measurement before and one after BenchmarkDotNet's: a machine that grows slower meanwhile does so for both.
        double before = await BySweepAsync(cancellationToken);
        double benchmark = ByBenchmarkDotNet();
        double after = await BySweepAsync(cancellationToken);
        double sweep = (before + after) / 2;

        return new(
            [
                Criterion.AtMost($"own cost beside calls of {Durations.Text(call)}", ownCost, 0.02, Figures.Percent),
                Criterion.AtMost("distance from BenchmarkDotNet", Math.Abs(sweep / benchmark - 1), 0.05, Figures.Percent),
            ],
            $"fib({Size}) × {AgreementBenchmark.Callers}: sweep {Durations.Text(sweep)}, BenchmarkDotNet {Durations.Text(benchmark)}");
    }

    /// <summary>A sweep's whole time, but for what its calls themselves say that they took.</summary>
    private async Task<(double OwnCost, double Call)> OwnCostAsync(CancellationToken cancellationToken)
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

        (_callTicks, _calls) = (0, 0);
        long start = Stopwatch.GetTimestamp();
        await sweep.RunAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        double all = Stopwatch.GetTimestamp() - start;
        return ((all - _callTicks) / _callTicks, _callTicks / (double)Stopwatch.Frequency / _calls);
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
            Repeats = 51,
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
