using System.Diagnostics;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// What a request takes without a part of the system and with it, each part a socket away, in turns (B17). The application asks from
/// .NET and from CPython; the parts are the same processes of .NET for both.
/// </summary>
/// <param name="Times">What a request takes, in seconds.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record WebPartTimes(InBoth Times) : IDisplayable
{
    internal const string Hop = "a hop, and nothing else", Scanned = "row by a scan", Indexed = "row by an index",
        IndexedAmongMore = "row by an index, ten times the rows",
        Computed = "answer computed", Cached = "answer from the cache", Queued = "answer left for later, in the queue";

    /// <summary>A part pays when a request takes no more of the time without it than this.</summary>
    private const double Pays = 0.75;

    /// <summary>An index scales when ten times the rows take no more than this times the time.</summary>
    private const double Scales = 1.5;

    /// <summary>Keys far from each other, so that no run of them is near the front.</summary>
    private const long Stride = 7_919;

    /// <summary>Measures.</summary>
    /// <param name="parts">The running parts.</param>
    /// <param name="answerSize">The Fibonacci number that an answer computes: from 1 to 35.</param>
    /// <param name="requests">How many requests are timed together: from 1 to 100,000.</param>
    /// <param name="rounds">Rounds that count: 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<WebPartTimes> MeasureAsync(
        WebParts parts, int answerSize, int requests = 100, int rounds = InTurns.MinRounds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Bounds.Checked(answerSize, 1, 35, nameof(answerSize));
        Bounds.Checked(requests, 1, 100_000, nameof(requests));
        for (long key = 0; key < requests; key++)
            parts.Remember(KeyOf(key), key);
        Way Of(string name, Action<long> ask) => new(name, token => Task.Run(
            () =>
            {
                long start = Stopwatch.GetTimestamp();
                for (long request = 0; request < requests; request++)
                    ask(KeyOf(request));
                return Stopwatch.GetElapsedTime(start).TotalSeconds / requests;
            },
            token));
        var ours = new InTurns
        {
            Ways =
            [
                Of(Hop, key => parts.Ask(WebPart.Cache, WebPartVerb.Echo, key)),
                Of(Scanned, key => parts.Scan(key)),
                Of(Indexed, key => parts.Find(key)),
                Of(IndexedAmongMore, key => parts.Ask(WebPart.Database, WebPartVerb.FindAmongMore, WebPartServerOptions.Growth * key)),
                Of(Computed, _ => Fibonacci.Of(answerSize)),
                Of(Cached, key => parts.Recall(key)),
                Of(Queued, key => parts.Leave(key)),
            ],
            MaxRounds = rounds, Time = InTurns.LongTime, WarmUps = 3,
        };
        object arguments = new { names = ours.Ways.Select(way => way.Name), ports = parts.Ports,
            keys = Enumerable.Range(0, requests).Select(request => KeyOf(request)), answerSize, rounds };
        InBoth times = await InBoth.MeasureAsync(ours, "web_system", "times", arguments, cancellationToken).ConfigureAwait(false);
        while (parts.Take() is not null)
        {
            // Nobody works here: what was left is thrown away.
        }

        return new(times);

        long KeyOf(long request) => request * Stride % parts.Rows;
    }

    /// <summary>
    /// Judges B17: an index, a cache and a queue save a request more than the hop to them costs, and an index goes on doing so with more
    /// rows.
    /// </summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => claim?.Id == "B17"
        ? Times.Judge(claim, turns =>
        [
            turns.Compare(Indexed, Scanned).AtMost(Pays) with { Sentence = "a row by an index takes {0} the time of a scan" },
            turns.Compare(IndexedAmongMore, Indexed).AtMost(Scales) with { Sentence = "among ten times the rows it takes {0} the time" },
            turns.Compare(Cached, Computed).AtMost(Pays) with { Sentence = "an answer from the cache takes {0} the time of computing it" },
            turns.Compare(Queued, Computed).AtMost(Pays) with { Sentence = "leaving the work in the queue takes {0} the time of doing it" },
        ])
        : throw WrongClaim.Of(claim!, "B17");

    /// <inheritdoc/>
    public string ToHtml() => new Stack(ToFigure(), Times.ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => Times.ToString();

    private string Share(string way, string than) => Say.Ratio(Times.DotNet.Compare(way, than).Ratio.Value);

    private Figure ToFigure() =>
        new($"By an index {Share(Indexed, Scanned)} the time of a scan, from the cache {Share(Cached, Computed)} that of computing, in {InBoth.Runtime}")
    {
        Subtitle = "What a request takes",
        BarsAcross = true,
        Y = Axis.LogTime("time of a request"),
        Series = [.. Times.Sides.Select(
            side => InBoth.Bar(side.Runtime, [.. side.Turns.Names.Select(name => (name, side.Turns.Took(name)))]))],
    };
}
