namespace Workloads.Interpreter.Trials;

/// <summary>The middle of some numbers.</summary>
internal static class Medians
{
    public static double Of(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }
}
