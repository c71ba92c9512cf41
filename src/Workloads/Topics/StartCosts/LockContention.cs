using System.Diagnostics;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// An update of a counter under a lock (B3): alone, beside a thread that has a lock and a counter of its own, and beside one that wants the
/// same. What the last two differ by is contention for the lock; what the first two differ by is contention for something else.
/// </summary>
/// <param name="Times">What an update takes the thread that makes it.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record LockContention(InBoth Times) : IDisplayable
{
    internal const string Alone = "one thread", Apart = "two threads, a lock each", Shared = "two threads, one lock";

    private static readonly string[] Names = [Alone, Apart, Shared];

    /// <summary>Measures. No update may be lost: that would be an error.</summary>
    /// <param name="updates">How many updates each thread makes at a time in .NET: 1,000 to 100,000,000.</param>
    /// <param name="pythonUpdates">The same in CPython.</param>
    /// <param name="rounds">Rounds that count: 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<LockContention> MeasureAsync(int updates = 500_000, int pythonUpdates = 50_000, int rounds = 9,
        CancellationToken cancellationToken = default)
    {
        if (Math.Min(updates, pythonUpdates) < 1_000 || Math.Max(updates, pythonUpdates) > 100_000_000)
            throw new ArgumentOutOfRangeException(nameof(updates), Math.Min(updates, pythonUpdates),
                "From 1,000 to 100,000,000 updates are made at a time.");
        var ways = new InTurns
        {
            Ways =
            [
                Count(Alone, static () => [new Counter()]),
                Count(Apart, static () => [new Counter(), new Counter()]),
                Count(Shared, static () => new Counter() is var both ? [both, both] : []),
            ],
            MaxRounds = rounds, Time = InTurns.LongTime, Decides = ForTheLock,
        };
        return new(await InBoth.MeasureAsync(ways, "start_costs", "contention", new { names = Names, updates = pythonUpdates, rounds },
            static turns => [turns.Compare(Apart).AtLeast(1.2)], cancellationToken).ConfigureAwait(false));

        Way Count(string name, Func<Counter[]> make) => new(name, token => Task.Run(() => Time(make(), updates), token));
    }

    /// <summary>
    /// Judges B3: two that want the same lock wait for each other; in CPython two wait for the GIL even with a lock each.
    /// </summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => claim?.Id == "B3"
        ? Times.Judge(
            claim,
            ForTheLock,
            theirs => Times.Build!.Gil == Python.GilState.Off ? ForTheLock(theirs) :
            [
                Contended(theirs.Compare(Apart).AtLeast(1.2), "two threads with a lock each, who both want the GIL,",
                    "it takes one thread"),
            ])
        : throw WrongClaim.Of(claim!, "B3");

    /// <inheritdoc/>
    public string ToHtml() => Times.ToHtml();

    /// <inheritdoc/>
    public override string ToString() => Times.ToString();

    private static IReadOnlyList<Expectation> ForTheLock(Turns turns) =>
        [Contended(turns.Compare(Shared, Apart).AtLeast(1.2), "two threads with one lock", "it takes two with a lock each")];

    private static Expectation Contended(Expectation one, string what, string than) => one with
    {
        Sentence = $"an update takes {what} {{0}} the time that {than}",
        Doubt = Environment.ProcessorCount == 1
            ? "there is one core, on which two threads hardly meet. A machine with two would decide." : one.Doubt,
    };

    private static double Time(Counter[] counters, int updates)
    {
        long start = 0, end = 0;
        using var ready = new Barrier(counters.Length, _ => start = Stopwatch.GetTimestamp());
        OwnThreads.Run(counters.Length, number =>
        {
            ready.SignalAndWait(CancellationToken.None);
            Counter counter = counters[number];
            for (int update = 0; update < updates; update++)
                counter.Add();
        });
        end = Stopwatch.GetTimestamp();
        long counted = counters.Distinct().Sum(static counter => counter.Value);
        return counted == (long)updates * counters.Length
            ? Stopwatch.GetElapsedTime(start, end).TotalSeconds / updates
            : throw new InvalidOperationException(
                Invariant($"Of {(long)updates * counters.Length:N0} updates under a lock {counted:N0} were counted."));
    }

    private sealed class Counter
    {
        private readonly Lock _lock = new();
        private long _value;

        public long Value => _value;

        public void Add()
        {
            lock (_lock)
                _value++;
        }
    }
}
