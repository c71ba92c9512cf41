namespace Workloads.Charts;

/// <summary>A line across the whole plot at one value, such as a limit or the number of cores.</summary>
/// <param name="Value">Where it lies.</param>
/// <param name="IsVertical">Whether it stands at an x, rather than lying at a y.</param>
/// <param name="Label">What it means.</param>
internal sealed record ReferenceLine(double Value, bool IsVertical, string Label = "")
{
    /// <summary>A vertical line.</summary>
    public static ReferenceLine AtX(double x, string label = "") => new(x, IsVertical: true, label);

    /// <summary>A horizontal line.</summary>
    public static ReferenceLine AtY(double y, string label = "") => new(y, IsVertical: false, label);
}
