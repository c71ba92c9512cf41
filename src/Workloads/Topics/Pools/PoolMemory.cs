using System.Diagnostics;
using MathNet.Numerics.Statistics;
using Workloads.Charts;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>
/// Calls streamed through the process pool: this process keeps its size, however many they are. The goal <c>pool-memory</c>.
/// </summary>
/// <param name="Calls">How many calls: ten million for the goal.</param>
/// <param name="Elapsed">How long they took.</param>
/// <param name="Grown">By how many resident bytes this process was larger at the most than before.</param>
/// <param name="Overtaken">How many results came in another place than they were asked in.</param>
/// <param name="Workers">The bytes that each worker has for itself at the end, without the pages that it shares.</param>
/// <param name="PythonMemory">What CPython's pool took while it mapped as many calls; null without it.</param>
/// <param name="Python">The CPython beside it; null for none.</param>
internal sealed record PoolMemory(
    long Calls, TimeSpan Elapsed, double Grown, long Overtaken, IReadOnlyList<double> Workers, PythonPoolMemory? PythonMemory,
        CPython? Python)
    : PoolFigures("pool-memory", Python)
{
    /// <summary>How many calls lie between two looks at the memory.</summary>
    private const long Sample = 100_000;

    /// <summary>What a call's outcome takes that is kept.</summary>
    private const int OutcomeBytes = 32;

    /// <summary>The median of <see cref="Workers"/>.</summary>
    public double Worker => Workers.Median();

    /// <inheritdoc/>
    public override IReadOnlyList<Criterion> Criteria =>
        [Criterion.AtMost(Invariant($"growth over {Calls:N0} streamed calls"), Grown, 32e6, Unit.Bytes)
            with { Peer = PythonMemory?.Grown is { } they ? Unit.Bytes.Format(they) : "" }];

    /// <inheritdoc/>
    public override string Beside =>
        $"{Unit.Seconds.Format(Elapsed.TotalSeconds / Calls)} a call; their outcomes, kept, would be {Unit.Bytes.Format((double)OutcomeBytes * Calls)}{(PythonMemory?.Grown is { } they ? $"; {Python!.Name} grew by {Unit.Bytes.Format(they)}" : "")}";

    /// <inheritdoc cref="PoolCall.MeasureAsync"/>
    public static async Task<PoolMemory> MeasureAsync(CPython? python, bool full, int workers = 2,
        CancellationToken cancellationToken = default)
    {
        int calls = full ? 10_000_000 : 500_000;
        PythonPoolMemory? theirs = python is null ? null : await PythonPoolMemory.MeasureAsync(python, workers, calls, cancellationToken)
            .ConfigureAwait(false);
        ProcessPool pool = await ProcessPool.StartAsync(workers, cancellationToken).ConfigureAwait(false);
        await using (pool.ConfigureAwait(false))
        {
            await StreamAsync(pool, Sample, cancellationToken).ConfigureAwait(false);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            long before = Environment.WorkingSet, start = Stopwatch.GetTimestamp();

            (long most, long overtaken) = await StreamAsync(pool, calls, cancellationToken).ConfigureAwait(false);

            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            return new(calls, elapsed, Math.Max(0, most - before), overtaken,
                [.. pool.GetWorkers().Select(worker => (double)worker.PrivateBytes)], theirs, python);
        }
    }

    /// <summary>Streams calls, checks their sum, and returns the most memory that was resident meanwhile.</summary>
    private static async Task<(long Most, long Overtaken)> StreamAsync(ProcessPool pool, long calls, CancellationToken cancellationToken)
    {
        long count = 0, sum = 0, most = 0, overtaken = 0;
        await foreach (CallOutcome outcome in pool.StreamAsync(Workload.Nothing, Sizes(calls), cancellationToken: cancellationToken)
            .ConfigureAwait(false))
        {
            sum += outcome.Result;
            if (outcome.Number != count)
                overtaken++;
            if (++count % Sample == 0)
                most = Math.Max(most, Environment.WorkingSet);
        }

        return count == calls && sum == calls * (calls - 1) / 2
            ? (most, overtaken)
            : throw new InvalidOperationException(Invariant($"Of {calls:N0} calls {count:N0} came back, with a sum of {sum:N0}."));
    }

    private static IEnumerable<long> Sizes(long count)
    {
        for (long size = 0; size < count; size++)
            yield return size;
    }
}
