namespace Workloads.Topics;

/// <summary>What came out of downloading a list of flags in one way.</summary>
/// <param name="Strategy">The way's name.</param>
/// <param name="Elapsed">From the first request to the end of the last.</param>
/// <param name="Flags">Each flag, in the order asked for.</param>
/// <param name="Order">Their numbers, in the order in which the strategy handed them to its caller.</param>
public sealed record DownloadReport(string Strategy, TimeSpan Elapsed, IReadOnlyList<FlagDownload> Flags, IReadOnlyList<int> Order)
{
    /// <summary>Flags that came whole.</summary>
    public int Whole => Flags.Count(flag => flag.IsWhole);

    /// <summary>Flags that did not come, or not whole.</summary>
    public int Lost => Flags.Count - Whole;

    /// <summary>Requests made in all.</summary>
    public int Attempts => Flags.Sum(flag => flag.Attempts.Count);

    /// <summary>How many requests ended in one way.</summary>
    public int Count(AttemptEnding ending) => Flags.Sum(flag => flag.Attempts.Count(attempt => attempt.Ending == ending));

    /// <summary>The most requests that were open at the same time.</summary>
    public int MostAtOnce
    {
        get
        {
            int open = 0, most = 0;
            var edges = Flags.SelectMany(flag => flag.Attempts).SelectMany(attempt => new[] { (At: attempt.Start, Change: 1), (At: attempt.End, Change: -1) });
            foreach (var (_, change) in edges.OrderBy(edge => edge.At).ThenBy(edge => edge.Change))
                most = Math.Max(most, open += change);
            return most;
        }
    }
}
