namespace Workloads.Measuring;

/// <summary>
/// A combination that a sweep did not measure, since its model refuses it, or failed at it; a model that failed is not measured any
/// further.
/// </summary>
/// <param name="Model">The execution model.</param>
/// <param name="Size">The size; null when the model refused them all.</param>
/// <param name="Callers">The number of callers; null when the model refused them all.</param>
/// <param name="Reason">Why, in one line.</param>
internal sealed record LeftOut(string Model, long? Size, int? Callers, string Reason)
{
    /// <summary>An exception's message in one line, without the parts that speak to programmers.</summary>
    internal static string ReasonOf(Exception exception)
    {
        string line = exception.Message.Split('\n', 2)[0].Trim();
        int parameter = exception is ArgumentException ? line.LastIndexOf(" (Parameter '", StringComparison.Ordinal) : -1;
        return parameter < 0 ? line : line[..parameter];
    }
}
