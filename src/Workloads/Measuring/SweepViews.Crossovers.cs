using Workloads.Charts;
using Workloads.Show;

namespace Workloads.Measuring;

/// <summary>How a search for a crossover is shown.</summary>
public static partial class SweepViews
{
    /// <summary>
    /// The ratio of the two models' times at every size that was compared, with its interval: below 1 the challenger is faster.
    /// </summary>
    /// <param name="result">The search's result.</param>
    public static Figure ToFigure(this CrossoverResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        CrossoverProbe[] probes = [.. result.Probes.Where(probe => probe.Verdict != ProbeVerdict.TooLong)];
        return new Figure(Title(result))
        {
            Subtitle = Invariant($"{result.Callers:N0} calls of {result.Workload}: ratio of times, with the interval of the median"),
            Caption = result.Machine.Summary,
            X = new($"size of {result.Workload}"),
            Y = Axis.Log($"time of {result.Challenger} / {result.Baseline}", Unit.Ratio),
            Series = [Line.Of("ratio", probes, probe => probe.Size, probe => probe.Ratio, probe => probe.Low, probe => probe.High)
                with { Spread = Spread.Bars }],
            Lines = [ReferenceLine.AtY(1, "equally fast"),
                .. result.Size is { } size ? [ReferenceLine.AtX(size, Invariant($"pays from {size} on"))] : Array.Empty<ReferenceLine>()],
        };
    }

    private static string Title(CrossoverResult result)
    {
        string pays = result.Challenger.EndsWith('s') ? "pay" : "pays";
        return result.Disturbance is not null || (result.Size is null && result.Undecided is not null)
            ? $"Undecided: whether {result.Challenger} {pays} against {result.Baseline}"
            : result.Size is { } size
                ? Invariant($"{result.Challenger} {pays} from {result.Workload}({size}) on, against {result.Baseline}")
            : $"{result.Challenger} {pays} at no size that was compared, against {result.Baseline}";
    }

    /// <summary>Every size that was compared, and what came out.</summary>
    /// <param name="result">The search's result.</param>
    public static Table ToTable(this CrossoverResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Table.Of(
            "",
            result.Probes,
            ("size", probe => probe.Size),
            ("ratio of times", probe => probe.Verdict == ProbeVerdict.TooLong ? null : probe.Ratio),
            ("interval", probe =>
                probe.Verdict == ProbeVerdict.TooLong ? null : $"{Unit.Ratio.Format(probe.Low)} to {Unit.Ratio.Format(probe.High)}"),
            ("pairs", probe => probe.Pairs),
            ($"{result.Challenger} is", probe => probe.Verdict switch
            {
                ProbeVerdict.Faster => "faster",
                ProbeVerdict.Slower => "slower",
                ProbeVerdict.TooLong => "taking too long",
                _ => "too close to call",
            })).In("ratio of times", Unit.Ratio) with { Caption = result.Machine.Summary };
    }

    /// <summary>Several searches, one in each row.</summary>
    /// <param name="results">The searches' results.</param>
    public static Table ToTable(this IEnumerable<CrossoverResult> results)
    {
        CrossoverResult[] all = [.. results];
        return Table.Of(
            "",
            all,
            ("challenger", result => result.Challenger),
            ("against", result => result.Baseline),
            ("calls", result => Invariant($"{result.Workload} × {result.Callers:N0}")),
            ("pays from size", result => result.Outcome switch
            {
                CrossoverOutcome.Found or CrossoverOutcome.AlreadyAtSmallestSize => Invariant($"{result.Size}"),
                CrossoverOutcome.NeverWithinRange when result.Undecided is null => Invariant($"not up to {result.MaxSize}"),
                CrossoverOutcome.Cancelled => "stopped",
                _ => "not known",
            }),
            ("slower up to", result => result.SlowerUpTo),
            ("too close to call",
                result => result.Undecided is var (from, to) ? from == to ? Invariant($"{from}") : Invariant($"{from} to {to}") : null))
                with
        {
            Caption = all.Select(result => result.Disturbance).FirstOrDefault(disturbance => disturbance is not null) is { } doubt
                ? $"Do not rely on it: {doubt}" : all.FirstOrDefault()?.Machine.Summary ?? "",
        };
    }
}
