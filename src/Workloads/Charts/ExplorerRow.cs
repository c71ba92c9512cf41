namespace Workloads.Charts;

/// <summary>One point of a map: how one model did with calls of one size by so many callers.</summary>
/// <param name="Runtime">What ran it.</param>
/// <param name="Model">The execution model.</param>
/// <param name="Size">The size of every call.</param>
/// <param name="Callers">How many calls were run, 1 or more.</param>
/// <param name="Ratio">How many times as fast it was as the baseline in the same runtime, above 0.</param>
/// <param name="Low">The ratio at its most pessimistic.</param>
/// <param name="High">The ratio at its most optimistic.</param>
/// <param name="Seconds">What it took, in seconds.</param>
internal readonly record struct ExplorerRow(string Runtime, string Model, long Size, int Callers, double Ratio, double Low, double High,
    double Seconds);
