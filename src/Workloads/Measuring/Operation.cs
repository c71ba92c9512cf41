using System.Diagnostics;

namespace Workloads.Measuring;

/// <summary>Something whose cost is measured.</summary>
/// <param name="Name">What it is, as charts and tables show it.</param>
/// <param name="Times">How often to run it in a round; enough for a millisecond or more.</param>
/// <param name="Run">Runs it so many times.</param>
internal sealed record Operation(string Name, int Times, Action<int> Run)
{
    /// <summary>It as a way that takes turns with others: what one of so many takes.</summary>
    internal Way ToWay() => new(Name, _ => Task.Run(() =>
    {
        long start = Stopwatch.GetTimestamp();
        Run(Times);
        return Stopwatch.GetElapsedTime(start).TotalSeconds / Times;
    }));
}
