namespace Workloads.Show;

/// <summary>Which number of a column is the one to look at.</summary>
public enum Best
{
    /// <summary>None.</summary>
    None,

    /// <summary>The lowest, as of times.</summary>
    Lowest,

    /// <summary>The highest, as of speed-ups.</summary>
    Highest,
}
