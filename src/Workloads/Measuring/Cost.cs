namespace Workloads.Measuring;

/// <summary>What one operation costs: the rounds in which it was measured.</summary>
/// <param name="Name">The operation.</param>
/// <param name="Times">How often it ran in each round.</param>
/// <param name="Rounds">Each round's time for one operation, in seconds.</param>
internal sealed record Cost(string Name, int Times, IReadOnlyList<double> Rounds);
