namespace Workloads.Measuring;

/// <summary>What a comparison of two models at one size came to.</summary>
internal enum ProbeVerdict
{
    /// <summary>The whole interval lies below 1 by more than the noise: the challenger is faster.</summary>
    Faster,

    /// <summary>The whole interval lies above 1 by more than the noise: the challenger is slower.</summary>
    Slower,

    /// <summary>Neither after all pairs that were allowed.</summary>
    Undecided,

    /// <summary>Not one pair was finished within the time allowed.</summary>
    TooLong,
}

/// <summary>Two models compared at one size, by pairs of runs that take turns.</summary>
/// <param name="Size">The size.</param>
/// <param name="Pairs">How many pairs were measured.</param>
/// <param name="Ratio">The median of the challenger's time divided by the baseline's, pair by pair: below 1 it is faster.</param>
/// <param name="Low">The lower end of the median's interval.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Verdict">What follows from it.</param>
internal sealed record CrossoverProbe(long Size, int Pairs, double Ratio, double Low, double High, ProbeVerdict Verdict)
{
    /// <summary>The probe that a comparison is; null for one without a pair.</summary>
    internal static CrossoverProbe Of(long size, Comparison? comparison) => comparison is not { Rounds: > 0 }
        ? new(size, 0, double.NaN, double.NegativeInfinity, double.PositiveInfinity, ProbeVerdict.TooLong)
        : new(size, comparison.Rounds, comparison.Ratio.Value, comparison.Ratio.Low, comparison.Ratio.High,
            comparison.IsFaster ? ProbeVerdict.Faster : comparison.IsSlower ? ProbeVerdict.Slower : ProbeVerdict.Undecided);

    /// <inheritdoc/>
    public override string ToString() => Verdict == ProbeVerdict.TooLong
        ? Invariant($"{Size}: took too long")
        : Invariant($"{Size}: {Ratio:0.00} ({Low:0.00} to {High:0.00}, {Pairs} pairs)");
}
