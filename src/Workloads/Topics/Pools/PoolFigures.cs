using Workloads.Measuring;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>What a goal of the process pool is measured by: the benchmarks' <c>goals</c> command shows it.</summary>
/// <param name="Goal">The goal's name on the command line.</param>
/// <param name="Python">The CPython that was measured beside it; null for none.</param>
internal abstract record PoolFigures(string Goal, CPython? Python)
{
    /// <summary>The figures, each with its bound.</summary>
    public abstract IReadOnlyList<Criterion> Criteria { get; }

    /// <summary>What the figures were made from, in words.</summary>
    public abstract string Beside { get; }

    /// <summary>What could not be measured here, with the reason.</summary>
    public virtual IReadOnlyList<string> LeftOut => [];

    /// <summary>All of it, as a goal's measurement.</summary>
    public GoalMeasurement Measurement => new(Criteria, Beside) { LeftOut = LeftOut };

    /// <summary>What is left out where the bound is a comparison with CPython, and there is none.</summary>
    protected IReadOnlyList<string> WithoutPython => Python is null ? ["CPython is not here"] : [];

    /// <summary>Repeats something until the compiler has brought it to its last tier, here and in the workers.</summary>
    protected static async Task WarmUpAsync(bool full, Func<Task> run)
    {
        using var clock = new WarmUpClock(full ? 2 * WarmUp.DefaultTime : WarmUp.DefaultTime);
        while (!clock.IsOver())
            await run().ConfigureAwait(false);
    }
}
