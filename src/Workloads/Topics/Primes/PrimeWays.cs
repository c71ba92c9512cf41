using Workloads.Html;
using Workloads.Measuring;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// The same numbers checked one after the other, by worker processes, by threads, and by threads under a global lock, in turns (B12 to
/// B14). The workers' start and end are in the times, as in the document's.
/// </summary>
/// <param name="Times">What each way took.</param>
/// <param name="Workers">How many processes, and threads, shared the numbers.</param>
/// <param name="ThreadCounts">How many threads the ways with other numbers of threads had.</param>
/// <param name="Cores">How many cores there were.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record PrimeWays(InBoth Times, int Workers, IReadOnlyList<int> ThreadCounts, int Cores) : IDisplayable
{
    internal const string Alone = "one after the other";

    /// <summary>The laws of scaling fitted to the threads' times (B14).</summary>
    public IDisplayable Curve => Scaling;

    private ScalingCurve Scaling => new(
        ThreadCounts.SelectMany(count => Times.DotNet.Values(count == 1 ? Alone : Threads(count)).Select(seconds =>
            (count, TimeSpan.FromSeconds(seconds)))), Cores);

    /// <summary>Measures.</summary>
    /// <param name="numbers">.NET's numbers.</param>
    /// <param name="pythonNumbers">CPython's, which takes some twenty times as long.</param>
    /// <param name="workers">How many workers: from 1 to 64; the cores that this process may use when left out.</param>
    /// <param name="threadCounts">Other numbers of threads, from 1 to 1,024 each; as many as cores and twice as many when left out.</param>
    /// <param name="rounds">Rounds that count: 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it; no worker is left.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<PrimeWays> MeasureAsync(
        IReadOnlyList<long> numbers, IReadOnlyList<long> pythonNumbers, int? workers = null, IReadOnlyList<int>? threadCounts = null,
            int rounds = 9, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        int cores = Environment.ProcessorCount, count = workers ?? cores;
        if (count is < 1 or > 64)
            throw new ArgumentOutOfRangeException(nameof(workers), workers, "From 1 to 64 workers share the numbers.");
        int[] counts = [.. (threadCounts ?? [cores, 2 * cores]).Append(1).Append(count).Distinct().Order()];
        var ways = new InTurns
        {
            Ways =
            [
                Way.Timed(Alone, () => { foreach (long number in numbers) Workload.IsPrime.Run(number, cancellationToken); }),
                Pooled(Processes(count), count, PoolWorkers.Processes),
                .. counts.Where(static threads => threads > 1).Select(threads => Pooled(Threads(threads), threads, PoolWorkers.Threads)),
                Pooled(Locked(count), count, PoolWorkers.ThreadsUnderLock),
            ],
            MaxRounds = rounds, Time = InTurns.LongTime,
            Decides = turns =>
                [turns.Compare(Processes(count)).AtMost(0.9).OnSeveralCores(), turns.Compare(Threads(count)).AtLeast(0.9).OnSeveralCores()],
        };
        InBoth times = await InBoth.MeasureAsync(ways, "primes", "ways",
            new { names = new[] { Alone, Processes(count), Threads(count) }, numbers = pythonNumbers, workers = count, rounds },
                cancellationToken).ConfigureAwait(false);
        return new(times, count, counts, cores);

        Way Pooled(string name, int size, PoolWorkers kind)
        {
            var pool = new HomegrownPool(size, kind);
            return Way.Timed(name, () => pool.Run(Workload.IsPrime, numbers, cancellationToken));
        }
    }

    /// <summary>
    /// Judges B12 (worker processes take less time), B13 (threads bring no gain; in .NET also under a lock such as CPython's) or B14 (what
    /// there is to gain comes from cores).
    /// </summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => claim?.Id switch
    {
        "B12" => Times.Judge(claim, turns => [Told(turns.Compare(Processes(Workers)).AtMost(0.9))]),
        "B13" => Times.Judge(claim, turns => [Told(turns.Compare(Threads(Workers)).AtLeast(0.9))])
            .With(Verdicts.Of($"{InBoth.Runtime}, with a global lock", Told(Times.DotNet.Compare(Locked(Workers)).AtLeast(0.9)))),
        "B14" => new(claim, Verdicts.Of(InBoth.Runtime, FromCores())),
        _ => throw WrongClaim.Of(claim!, "B12, B13 and B14"),
    };

    /// <inheritdoc/>
    public string ToHtml() => Times.ToHtml();

    /// <inheritdoc/>
    public override string ToString() => Times.ToString();

    internal static string Processes(int count) => Invariant($"{count} process{(count == 1 ? "" : "es")}");

    internal static string Threads(int count) => Invariant($"{count} thread{(count == 1 ? "" : "s")}");

    internal static string Locked(int count) => $"{Threads(count)} under a lock";

    private string? Unable => Cores == 1 ? "there is one core, which nobody can share. A machine with two would decide."
        : Workers == 1 ? "one worker shares nothing out. Two or more would decide."
        : null;

    private Expectation Told(Expectation one) => one with { Doubt = Unable ?? one.Doubt };

    private IReadOnlyList<Expectation> FromCores()
    {
        int most = ThreadCounts.Where(count => count <= Cores).Max(), beyond = ThreadCounts.Max();
        if (most == 1)
            return [new Expectation("No more threads than cores were tried", new(double.NaN, 0, 0)) { Doubt = Unable
                ?? "with as many threads as cores it would be decided." }];
        Expectation gain = Times.DotNet.Compare(Threads(most)).AtMost(0.75);
        var law = Scaling.Best is { } fit
            ? new Expectation($"{fit.Law} finds {{0}} of the work that only one core at a time can do",
                fit.Contention) { Name = "contention", Unit = Charts.Unit.Percent, AtMost = 0.5 }
            : new Expectation("No law of scaling was fitted", new(double.NaN, 0, 0)) { Doubt = string.Join(" ",
                Scaling.Fits.Select(refused => $"{refused.Law}: {refused.Refusal}")) };
        return beyond > Cores ? [gain, Times.DotNet.Compare(Threads(beyond), Threads(most)).AtLeast(0.85), law] : [gain, law];
    }
}
