using Workloads.Charts;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How the starvation of a thread pool is shown (D11).</summary>
public static class StarvationViews
{
    /// <summary>Requests that have ended, over time.</summary>
    /// <param name="runs">A run for each cure.</param>
    /// <param name="where">Which runtime, for the title; may be empty.</param>
    public static Figure Done(this IEnumerable<StarvationRun> runs, string where = "") => Draw(runs, $"Requests that have ended{where}", "requests", sample => sample.Done);

    /// <summary>Threads of the pool and of the requests themselves, over time.</summary>
    /// <inheritdoc cref="Done"/>
    public static Figure Threads(this IEnumerable<StarvationRun> runs, string where = "") => Draw(runs, $"Threads of the pool, and of the requests{where}", "threads", sample => sample.Threads);

    /// <summary>How long all requests took, and with how many threads.</summary>
    public static Table ToTable(this IEnumerable<StarvationRun> runs) => Table.Of(
        "",
        runs,
        ("requests wait by", run => run.Cure.InWords()),
        ("requests", run => run.Requests),
        ("one answer takes", run => run.Wait),
        ("all ended after", run => run.HasEnded ? run.Elapsed : $"never; given up after {Say.Time(run.Elapsed)}"),
        ("of one wait", run => run.HasEnded ? run.TimesOneWait : null),
        ("most threads", run => run.MostThreads)).In("all ended after", Unit.Seconds, Best.Lowest).In("of one wait", Unit.Ratio);

    /// <summary>How requests wait, in words.</summary>
    public static string InWords(this StarvationCure cure) => cure switch
    {
        StarvationCure.None => "blocking pool threads",
        StarvationCure.AsyncAllTheWay => "awaiting",
        StarvationCure.MoreThreads => "blocking, a larger pool",
        StarvationCure.OwnThreads => "blocking threads of their own",
        _ => throw new ArgumentOutOfRangeException(nameof(cure), cure, "There is no such cure."),
    };

    private static Figure Draw(IEnumerable<StarvationRun> runs, string title, string what, Func<StarvationSample, double> value) => new(title)
    {
        X = Axis.Time("time since the requests came"),
        Y = new(what) { FromZero = true },
        Series = [.. runs.Select(run => Line.Of(run.Cure.InWords(), run.Samples, sample => sample.At.TotalSeconds, value) with { Steps = true })],
    };
}
