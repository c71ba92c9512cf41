using Workloads.Charts;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>
/// How the warm pool shares work out, in times of what threads take to which nothing is handed: a thousand calls of fib(25) (A8), and the
/// document's twenty primes (B12), whose times are very uneven. The goal <c>pool-speedup</c>.
/// </summary>
/// <param name="Workers">How many workers.</param>
/// <param name="Times">Each way's time; null with one worker, who shares nothing out.</param>
internal sealed record PoolSpeedUp(int Workers, Turns? Times) : PoolFigures("pool-speedup", Python: null)
{
    internal const string OneThread = "one thread", Pool = "fib(25) × 1,000 on the pool", Threads = "plain threads, each with its share",
        PrimesPool = "the 20 primes on the pool", PrimesThreads = "plain threads that take the largest first";

    private const int Size = 25, Callers = 1_000;

    /// <inheritdoc/>
    public override IReadOnlyList<Criterion> Criteria => Times is null ? []
        : [Criterion.AtMost(Times, Pool, Threads, 1.1), Criterion.AtMost(Times, PrimesPool, PrimesThreads, 1.2)];

    /// <inheritdoc/>
    public override string Beside => Times is null ? ""
        : Invariant($"{Unit.Ratio.Format(Times.Compare(OneThread, Pool).Ratio.Value)} as fast as one thread, with {Workers} workers");

    /// <inheritdoc/>
    public override IReadOnlyList<string> LeftOut => Workers < 2 ? ["one worker shares nothing out"] : [];

    /// <summary>Measures it. With one worker there is nothing to measure, and all of it is left out.</summary>
    /// <param name="full">Whether to take the time that the goal takes.</param>
    /// <param name="workers">How many workers the pool has: 1 to 256, the cores that this process may use when left out.</param>
    /// <param name="cancellationToken">Ends it; no process is left running.</param>
    public static async Task<PoolSpeedUp> MeasureAsync(bool full, int? workers = null, CancellationToken cancellationToken = default)
    {
        int count = workers ?? Environment.ProcessorCount;
        if (count < 2)
            return new(count, Times: null);

        long[] primes = [.. DocumentNumbers.All.OrderDescending()];
        var model = new ProcessPoolModel(count);
        await using (model.ConfigureAwait(false))
        {
            return new(count, await new InTurns
            {
                Ways =
                [
                    .. SharedWork.OnThreads(OneThread, Threads, count, Callers, static () => Fibonacci.Of(Size)),
                    Of(Pool, new(Workload.Fibonacci, Size, Callers)), Of(PrimesPool, new(Workload.IsPrime, DocumentNumbers.All)),
                    Way.Timed(PrimesThreads, token => Task.Run(TakePrimes, token)),
                ],
                MaxRounds = full ? InTurns.MinRounds : 1, Time = InTurns.LongTime,
            }.RunAsync(cancellationToken).ConfigureAwait(false));
        }

        Way Of(string name, Calls calls) =>
            new(name, async token => (await model.RunAsync(calls, cancellationToken: token).ConfigureAwait(false)).Seconds);

        void TakePrimes()
        {
            int next = -1;
            OwnThreads.Run(count, _ =>
            {
                for (int prime; (prime = Interlocked.Increment(ref next)) < primes.Length;)
                    Primality.IsPrime(primes[prime]);
            });
        }
    }
}
