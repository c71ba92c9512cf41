namespace Workloads.Charts;

/// <summary>How the spread of a line's points is drawn.</summary>
internal enum Spread
{
    /// <summary>A band behind the line.</summary>
    Band,

    /// <summary>A bar through each point.</summary>
    Bars,
}
