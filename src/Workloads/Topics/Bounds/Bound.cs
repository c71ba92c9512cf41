using Workloads.Charts;
using Workloads.Measuring;

namespace Workloads.Topics;

/// <summary>What a call spends its time on (D1).</summary>
internal enum Bound
{
    /// <summary>The interval of its share, or what else the machine did, leaves it open.</summary>
    Undecided,

    /// <summary>Computing: more or faster cores make it faster.</summary>
    Cpu,

    /// <summary>Waiting: more of it can be done at once on the same core.</summary>
    Io,

    /// <summary>Both, and neither alone: each part wants its own cure.</summary>
    Mixed,
}

/// <summary>The rule by which a share of time makes a bound.</summary>
internal static class BoundRule
{
    /// <summary>What wants a core for this share of its time or more is CPU-bound; up to <see cref="IoUpTo"/> it is I/O-bound.</summary>
    public const double CpuFrom = 0.8, IoUpTo = 0.2;

    /// <summary>
    /// The bound of a share: decided only where the whole interval lies on one side of a limit, and nothing disturbed it.
    /// </summary>
    /// <param name="share">Of its time in which it wanted a core.</param>
    /// <param name="isDisturbed">Whether other programs had so much of the machine that nothing can be decided.</param>
    public static Bound Of(Estimate share, bool isDisturbed) =>
        isDisturbed || !double.IsFinite(share.Low) ? Bound.Undecided
        : share.Low >= CpuFrom ? Bound.Cpu
        : share.High <= IoUpTo ? Bound.Io
        : share.Low > IoUpTo && share.High < CpuFrom ? Bound.Mixed
        : Bound.Undecided;

    /// <summary>A bound in words; where it is undecided because the interval reaches across a limit, across which.</summary>
    /// <inheritdoc cref="Of"/>
    public static string Told(Estimate share, bool isDisturbed) => Of(share, isDisturbed) switch
    {
        Bound.Cpu => "CPU-bound",
        Bound.Io => "I/O-bound",
        Bound.Mixed => "mixed",
        _ when isDisturbed || !double.IsFinite(share.Low) => "undecided",
        _ => $"undecided: its interval reaches across {string.Join(" and ", new[] { IoUpTo, CpuFrom }.Where(share.Holds).Select(limit => Unit.Percent.Format(limit)))}",
    };
}
