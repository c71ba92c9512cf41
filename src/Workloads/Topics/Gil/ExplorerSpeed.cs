using MathNet.Numerics.Statistics;
using Workloads.Interpreter;

namespace Workloads.Topics;

/// <summary>How fast the explorer is: three threads that add 1 three times, every instruction a check point, explored whole.</summary>
/// <param name="First">The first exploration, whose code was still being compiled where nothing was explored before.</param>
/// <param name="Next">Those after it: 1 or more.</param>
public sealed record ExplorerSpeed(Exploration First, IReadOnlyList<Exploration> Next)
{
    /// <summary>States seen in a second: the median of the later explorations.</summary>
    public double StatesPerSecond => Next.Select(found => found.StatesPerSecond).Median();

    /// <summary>Explores.</summary>
    /// <param name="repeats">How often after the first time: 1 or more.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidOperationException">The outcomes are not those that are known.</exception>
    public static ExplorerSpeed Measure(int repeats = 5, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        string[] threads = ["add(3)", "add(3)", "add(3)"];
        var explorer = new Explorer();
        Exploration[] all = [.. Enumerable.Range(0, repeats + 1).Select(_ => explorer.Explore(StackProgram.Counter, threads, cancellationToken))];
        return all[0].IsComplete && all[0].ValuesOf("counter").SequenceEqual([2, 3, 4, 5, 6, 7, 8, 9])
            ? new(all[0], all[1..])
            : throw new InvalidOperationException($"The outcomes are wrong: {string.Join(", ", all[0].ValuesOf("counter"))}.");
    }
}
