namespace Workloads.Charts;

/// <summary>A text that points to a place in the plot, such as a crossover.</summary>
/// <param name="X">The place's x.</param>
/// <param name="Y">The place's y.</param>
/// <param name="Text">What to say there, in a few words.</param>
internal sealed record Annotation(double X, double Y, string Text);
