using Workloads.Execution;
using Workloads.Measurement;
using Workloads.Primes;
using Workloads.Processes;

namespace Workloads.Benchmarks.Goals;

/// <summary>fib(25) × 1,000 on the warm process pool, and the document's twenty primes, whose times are very uneven.</summary>
internal sealed class PoolSpeedupGoal() : Goal("pool-speedup")
{
    private const int Rounds = 7;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        int workers = Environment.ProcessorCount;
        if (workers < 2)
            throw new GoalSkippedException("there is one core alone");

        await using var pool = new ProcessPoolModel(workers);
        SweepResult result = await new Sweep
        {
            Workload = Workload.Fibonacci,
            Sizes = [25],
            Callers = [1_000],
            Models = [new SequentialModel(), pool],
            Repeats = 11,
        }.RunAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        double fib = result.OfModels("sequential").Rows
            .Join(result.OfModels(pool.Name).Rows, row => row.Repeat, row => row.Repeat, (sequential, row) => sequential.Seconds / row.Seconds).Median();

        List<double> ofBest = [], elapsed = [];
        var primes = new Calls(Workload.IsPrime, DocumentNumbers.All);
        for (int round = -1; round < Rounds; round++)
        {
            Run alone = await new SequentialModel().RunAsync(primes, new() { RecordSpans = true }, cancellationToken);
            Run pooled = await pool.RunAsync(primes, cancellationToken: cancellationToken);
            if (round < 0)
                continue;
            var schedule = new BestSchedule(workers, [.. alone.Spans!.Select(span => span.Duration)]);
            ofBest.Add(alone.Elapsed / pooled.Elapsed / schedule.BestSpeedUp);
            elapsed.Add(pooled.Elapsed.TotalSeconds);
        }

        return new(
            [
                Criterion.AtLeast($"fib(25) on {workers} workers", fib, 0.93 * workers, Figures.Times),
                Criterion.AtLeast("the primes, of the best schedule's speed-up,", ofBest.Median(), 0.90, Figures.Percent),
            ],
            $"one thread {Durations.Text(result.Find("sequential", 25, 1_000)!.Median)}, the primes on the pool {Durations.Text(elapsed.Median())}");
    }
}
