using Workloads.Html;
using Workloads.Show;

namespace Workloads.Measuring;

/// <summary>How a search for a crossover ended.</summary>
internal enum CrossoverOutcome
{
    /// <summary>The challenger is slower or undecided below a size, and faster from it on.</summary>
    Found,

    /// <summary>The challenger is faster at the smallest size already.</summary>
    AlreadyAtSmallestSize,

    /// <summary>The challenger is at no size within the range decidedly faster.</summary>
    NeverWithinRange,

    /// <summary>The challenger is not faster at any size that could be measured within the time allowed for one.</summary>
    NotWithinTime,

    /// <summary>The search was cancelled before it was decided.</summary>
    Cancelled,
}

/// <summary>From which size on one model beats another: every probe first, and what follows from them.</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class CrossoverResult : IDisplayable
{
    internal CrossoverResult(
        string challenger, string baseline, string workload, int callers, long minSize, long maxSize, IReadOnlyList<CrossoverProbe> probes,
        bool isComplete)
    {
        (Challenger, Baseline, Workload, Callers, MinSize, MaxSize, Probes, IsComplete) =
            (challenger, baseline, workload, callers, minSize, maxSize, probes, isComplete);
        long last = probes.LastOrDefault(probe => probe.Verdict is ProbeVerdict.Slower or ProbeVerdict.Undecided)?.Size ?? long.MinValue;
        Size = probes.FirstOrDefault(probe => probe.Verdict == ProbeVerdict.Faster && probe.Size > last)?.Size;
    }

    /// <summary>The model that is to be the faster one.</summary>
    public string Challenger { get; }

    /// <summary>The model that it is compared with.</summary>
    public string Baseline { get; }

    /// <summary>The workload.</summary>
    public string Workload { get; }

    /// <summary>The number of callers.</summary>
    public int Callers { get; }

    /// <summary>The smallest size that was searched.</summary>
    public long MinSize { get; }

    /// <summary>The largest size that was searched.</summary>
    public long MaxSize { get; }

    /// <summary>Every size at which the two were compared, from the smallest.</summary>
    internal IReadOnlyList<CrossoverProbe> Probes { get; }

    /// <summary>Whether the search came to its end; false when it was cancelled.</summary>
    public bool IsComplete { get; }

    /// <summary>The machine that it was measured on.</summary>
    public MachineFacts Machine { get; } = MachineFacts.Current;

    /// <summary>What else the machine did meanwhile, as a reason not to rely on it; null when nothing, or when it is not known.</summary>
    public string? Disturbance { get; internal init; }

    /// <summary>
    /// The smallest size from which on the challenger is decidedly faster wherever the two were compared; null when there is none.
    /// </summary>
    public long? Size { get; }

    /// <summary>The largest size below it at which the challenger is decidedly slower; null when there is none.</summary>
    public long? SlowerUpTo =>
        Probes.LastOrDefault(probe => probe.Verdict == ProbeVerdict.Slower && (Size is null || probe.Size < Size))?.Size;

    /// <summary>
    /// The sizes between slower and faster, where the spread hides which of the two is the faster; where no size is decidedly
    /// faster, the first and the last of those compared that are undecided. Null when there are none.
    /// </summary>
    public (long From, long To)? Undecided
    {
        get
        {
            long from = SlowerUpTo + 1 ?? MinSize;
            if (Size is { } size)
                return from < size ? (from, size - 1) : null;
            CrossoverProbe[] undecided = [.. Probes.Where(probe => probe.Verdict == ProbeVerdict.Undecided && probe.Size >= from)];
            return undecided.Length > 0 ? (undecided[0].Size, undecided[^1].Size) : null;
        }
    }

    /// <summary>How the search ended.</summary>
    internal CrossoverOutcome Outcome => (Size, IsComplete) switch
    {
        (_, false) => CrossoverOutcome.Cancelled,
        ({ } size, _) => size == MinSize ? CrossoverOutcome.AlreadyAtSmallestSize : CrossoverOutcome.Found,
        _ => Probes.Any(probe => probe.Verdict == ProbeVerdict.TooLong) ? CrossoverOutcome.NotWithinTime
            : CrossoverOutcome.NeverWithinRange,
    };

    /// <inheritdoc/>
    public string ToHtml() => new Stack(new Callout(ToString()), this.ToFigure(), this.ToTable()).ToHtml();

    /// <summary>The outcome as a sentence.</summary>
    public override string ToString()
    {
        string calls = Invariant($"{Callers:N0} {(Callers == 1 ? "call" : "calls")} of {Workload}");
        string band = Undecided is var (from, to)
            ? from == to ? Invariant($"; size {from} is too close to call") : Invariant($"; sizes {from} to {to} are too close to call")
            : "";

        // Where the last sizes are undecided nobody knows what comes behind them.
        string open = SlowerUpTo is { } slower ? Invariant($"{Challenger} is slower than {Baseline} up to size {slower}{band}")
            : $"{Challenger} and {Baseline} cannot be told apart{band}";
        string doubt = Disturbance is null ? "" : $" Do not rely on it: {Disturbance}";
        return Sentence() + doubt;

        string Sentence() => Outcome switch
        {
            CrossoverOutcome.Found => Invariant($"For {calls}, {Challenger} beats {Baseline} from size {Size} on{band}."),
            CrossoverOutcome.AlreadyAtSmallestSize => Invariant($"For {calls}, {Challenger} beats {Baseline} at the smallest size, {MinSize}, already."),
            CrossoverOutcome.NeverWithinRange when band.Length > 0 => $"For {calls}, {open}.",
            CrossoverOutcome.NeverWithinRange => Invariant($"For {calls}, {Challenger} never beats {Baseline} from size {MinSize} to {MaxSize}."),
            CrossoverOutcome.NotWithinTime when band.Length > 0 => $"For {calls}, {open}, and larger ones could not be compared in time.",
            CrossoverOutcome.NotWithinTime => $"For {calls}, {Challenger} does not beat {Baseline} at any size whose comparison ended in time.",
            _ => Invariant($"The search was cancelled after {Probes.Count} sizes."),
        };
    }
}
