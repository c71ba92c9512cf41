using Workloads.Charts;
using Workloads.Python;

namespace Workloads.Measuring;

/// <summary>The runtimes that stand side by side, and what verdicts call them.</summary>
internal static class Peers
{
    /// <summary>Why a comparison of threads decides nothing where only one core can run them.</summary>
    private const string OneCore = "one core can run only one thread at a time, whatever the lock. Run it on a machine with more.";

    /// <summary>A speed-up beyond this part of what the cores can give is a fault of the measurement.</summary>
    private const double MostEfficiency = 1.05;

    /// <summary>.NET's own threads.</summary>
    public static string Net => MachineFacts.Current.Runtime ?? ".NET";

    /// <summary>The stack machine under its lock.</summary>
    public static string Model => $"the model on {Net}";

    /// <summary>What a judgement says where no build stands beside.</summary>
    public static string LeftOut(int builds) => builds == 0 ? "No CPython was found." : "";

    /// <summary>The newest build that has a GIL, and every one that has none.</summary>
    public static async Task<IReadOnlyList<CPython>> NewestAsync(CancellationToken cancellationToken)
    {
        CPythons found = await CPythons.FindAsync(cancellationToken).ConfigureAwait(false);
        CPython? newest = found.Builds.LastOrDefault(build => build.Gil != GilState.Off);
        return [.. found.Builds.Where(build => build == newest || build.Gil == GilState.Off)];
    }

    /// <summary>
    /// One build of each version, from the oldest to the newest: so many that have a GIL, evenly spread, and every one that has none.
    /// </summary>
    /// <param name="most">How many of those with a GIL at most: 1 or more. One is the newest.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<CPython>> ThenAndNowAsync(int most, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        CPython[] all = [.. (await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Builds.DistinctBy(build => build.Name)];
        CPython[] locked = [.. all.Where(build => build.Gil != GilState.Off)];
        most = Math.Min(most, locked.Length);
        double step = most > 1 ? (locked.Length - 1) / (most - 1.0) : 0;
        var spread = Enumerable.Range(0, most).Select(number => locked.Length - 1 - (int)Math.Round(number * step)).ToHashSet();
        return [.. all.Where(build => build.Gil == GilState.Off || spread.Contains(Array.IndexOf(locked, build)))];
    }

    /// <summary>That threads' time is at least so many times one thread's, which only a lock can be the reason of.</summary>
    /// <param name="comparison">Several threads with one.</param>
    /// <param name="ratio">The least.</param>
    /// <param name="hasLock">Whether there is a lock: then a smaller ratio cannot be, and speaks of a disturbance.</param>
    public static Expectation OneAtATime(this Comparison comparison, double ratio, bool hasLock)
    {
        Expectation expectation = comparison.AtLeast(ratio).OnSeveralCores();
        return hasLock && expectation.Ruling == Ruling.HoldsNot
            ? expectation with { Doubt = "under one lock that cannot be, so something disturbed this run. Run it again." }
            : expectation;
    }

    /// <summary>The same, undecided where there is one core only.</summary>
    public static Expectation OnSeveralCores(this Expectation expectation) => expectation with
    {
        NeedsCores = true, Doubt = expectation.Doubt ?? (Environment.ProcessorCount == 1 ? OneCore : null),
    };

    /// <summary>The same, undecided where several gain more over one than so many cores can give.</summary>
    public static Expectation PossibleOn(this Expectation ratio, int cores) => 1 / ratio.Measured.Value <= MostEfficiency * cores ? ratio
        : ratio with
        {
            Doubt = ratio.Doubt
                ?? Invariant($"{Unit.Percent.Format(1 / ratio.Measured.Value / cores)} of what {cores} cores can give cannot be. Run it again when the machine is quiet."),
        };
}
