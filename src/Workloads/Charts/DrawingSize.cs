namespace Workloads.Charts;

/// <summary>The room that a drawing is made for; browsers scale it to the room there is.</summary>
internal sealed record DrawingSize(double Width, double PlotHeight, bool IsNarrow)
{
    /// <summary>For a notebook or a page on a screen.</summary>
    public static DrawingSize Wide { get; } = new(760, 320, IsNarrow: false);

    /// <summary>For a phone, or a panel beside others.</summary>
    public static DrawingSize Narrow { get; } = new(390, 270, IsNarrow: true);
}
