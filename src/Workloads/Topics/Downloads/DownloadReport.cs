using Workloads.Charts;
using Workloads.Html;

namespace Workloads.Topics;

/// <summary>What came out of downloading a list of flags in one way (C2, C3).</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record DownloadReport : IDisplayable
{
    /// <param name="strategy">The way's name.</param>
    /// <param name="elapsed">From the first request to the end of the last.</param>
    /// <param name="flags">Each flag, in the order asked for.</param>
    /// <param name="order">Their numbers, in the order in which the strategy handed them to its caller.</param>
    internal DownloadReport(string strategy, TimeSpan elapsed, IReadOnlyList<FlagDownload> flags, IReadOnlyList<int> order) =>
        (Strategy, Elapsed, Flags, Order) = (strategy, elapsed, flags, order);

    internal string Strategy { get; init; }
    internal TimeSpan Elapsed { get; init; }
    internal IReadOnlyList<FlagDownload> Flags { get; init; }
    internal IReadOnlyList<int> Order { get; init; }

    /// <summary>Flags that came whole.</summary>
    public int Whole => Flags.Count(flag => flag.IsWhole);

    /// <summary>Flags that did not come, or not whole.</summary>
    public int Lost => Flags.Count - Whole;

    /// <summary>Requests made in all.</summary>
    public int Attempts => Flags.Sum(flag => flag.Attempts.Count);

    /// <summary>The most requests that were open at the same time.</summary>
    public int MostAtOnce
    {
        get
        {
            int open = 0, most = 0;
            var edges = Flags.SelectMany(flag => flag.Attempts)
                .SelectMany(attempt => new[] { (At: attempt.Start, Change: 1), (At: attempt.End, Change: -1) });
            foreach (var (_, change) in edges.OrderBy(edge => edge.At).ThenBy(edge => edge.Change))
                most = Math.Max(most, open += change);
            return most;
        }
    }

    /// <summary>How many requests ended in one way.</summary>
    internal int Count(AttemptEnding ending) => Flags.Sum(flag => flag.Attempts.Count(attempt => attempt.Ending == ending));

    /// <summary>When each flag was asked for, and how each request ended.</summary>
    public Figure ToTimeline()
    {
        bool named = Flags.Select(flag => flag.Code).Distinct(StringComparer.Ordinal).Count() == Flags.Count;
        string LaneOf(FlagDownload flag) => named ? flag.Code : Invariant($"{flag.Number + 1} {flag.Code}");
        return new(Invariant($"{Strategy}: {Whole:N0} flags in {Unit.Seconds.Format(Elapsed.TotalSeconds)}"))
        {
            Subtitle = Invariant($"requests: {Attempts:N0}; open at once: {MostAtOnce:N0} at most"),
            X = Axis.Time("time since the first request"),
            Series =
            [
                new Lanes("requests", [.. from flag in Flags
                                          from attempt in flag.Attempts
                                          select new LaneSpan(LaneOf(flag), attempt.Start.TotalSeconds, attempt.End.TotalSeconds,
                                              Key: NameOf(attempt.Ending))])
                {
                    Order = [.. Flags.Select(LaneOf)],
                },
            ],
        };
    }

    /// <summary>The pictures that were downloaded.</summary>
    public IDisplayable ToGallery() => new FlagGallery([.. Flags.Where(flag => flag.Content is not null)]);

    /// <inheritdoc/>
    public string ToHtml() => ToTimeline().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTimeline().ToString();

    internal static string NameOf(AttemptEnding ending) => ending switch
    {
        AttemptEnding.Answered => "answered",
        AttemptEnding.Refused => "refused",
        AttemptEnding.CutOff => "cut off",
        AttemptEnding.TimedOut => "timed out",
        _ => "cancelled",
    };
}
