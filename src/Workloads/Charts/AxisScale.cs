namespace Workloads.Charts;

/// <summary>How an axis maps values to places.</summary>
public enum AxisScale
{
    /// <summary>Equal differences are equally far apart.</summary>
    Linear,

    /// <summary>Equal ratios are equally far apart; ticks at powers of ten.</summary>
    Log10,

    /// <summary>Equal ratios are equally far apart; ticks at powers of two.</summary>
    Log2,
}
