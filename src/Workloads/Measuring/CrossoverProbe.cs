namespace Workloads.Measuring;

/// <summary>What a comparison of two models at one size came to.</summary>
public enum ProbeVerdict
{
    /// <summary>The whole interval lies below 1: the challenger is faster.</summary>
    Faster,

    /// <summary>The whole interval lies above 1: the challenger is slower.</summary>
    Slower,

    /// <summary>The interval holds 1 after all pairs that were allowed.</summary>
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
public sealed record CrossoverProbe(long Size, int Pairs, double Ratio, double Low, double High, ProbeVerdict Verdict)
{
    /// <inheritdoc/>
    public override string ToString() => Verdict == ProbeVerdict.TooLong
        ? $"{Size}: took too long"
        : $"{Size}: {Ratio:0.00} ({Low:0.00} to {High:0.00}, {Pairs} pairs)";
}
