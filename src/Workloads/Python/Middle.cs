namespace Workloads.Python;

/// <summary>The order statistics that the results of scripts are summed up by.</summary>
internal static class Middle
{
    /// <summary>The median; NaN of nothing.</summary>
    public static double Of(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The smallest value that at least so large a part of all does not exceed; NaN of nothing.</summary>
    public static double Quantile(IReadOnlyList<double> values, double part) =>
        values.Count == 0 ? double.NaN : values.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(part * values.Count) - 1));
}
