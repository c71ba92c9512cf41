namespace Workloads.Measuring;

/// <summary>
/// Finds where a challenger begins to be faster, given a way to compare at one size: steps that double until it is, then
/// bisection. It reckons with the challenger's advantage growing with the size; whether it did is in the probes.
/// </summary>
/// <param name="min">The smallest size.</param>
/// <param name="max">The largest size.</param>
/// <param name="compare">Compares at a size; it is asked once for each.</param>
/// <param name="known">Sizes that were compared before, between which the search goes on.</param>
internal sealed class CrossoverSearch(long min, long max, Func<long, Task<CrossoverProbe>> compare, IEnumerable<CrossoverProbe> known)
{
    private readonly SortedList<long, CrossoverProbe> _probes = new(known.ToDictionary(probe => probe.Size));

    /// <summary>The probes so far, from the smallest size.</summary>
    public IReadOnlyList<CrossoverProbe> Probes => [.. _probes.Values];

    /// <summary>The most probes that a search of so many sizes takes.</summary>
    public static int MostProbes(long min, long max)
    {
        int steps = 64 - (int)ulong.LeadingZeroCount((ulong)(max - min));
        return 2 + 3 * steps;
    }

    /// <summary>Searches.</summary>
    public async Task RunAsync()
    {
        (long notFaster, long? faster, long? tooLong) = await ClimbAsync().ConfigureAwait(false);
        if (faster is null && tooLong is { } ceiling)
            faster = await BelowCeilingAsync(notFaster, ceiling).ConfigureAwait(false);
        if (faster is not { } upper)
            return;
        if (upper == min)
            return;

        // The smallest size that is decided; then the largest that is decided the other way, which is nearly always next to it.
        notFaster = _probes.Values.Last(probe => probe.Size < upper).Size;
        upper = await BisectAsync(notFaster, upper, static verdict => verdict == ProbeVerdict.Faster).ConfigureAwait(false);
        long? slower = _probes.Values.LastOrDefault(probe => probe.Size < upper && probe.Verdict == ProbeVerdict.Slower)?.Size;
        long undecided = _probes.Values.First(probe => probe.Size > (slower ?? long.MinValue)).Size;
        if (slower is { } lower)
            await BisectAsync(lower, undecided, static verdict => verdict != ProbeVerdict.Slower).ConfigureAwait(false);
    }

    /// <summary>
    /// Probes at steps of 1, 2, 4 … from the smallest size, or from the largest known at which the challenger is not faster, until it is
    /// or a probe takes too long.
    /// </summary>
    private async Task<(long NotFaster, long? Faster, long? TooLong)> ClimbAsync()
    {
        long before = _probes.Values.LastOrDefault(static probe => probe.Verdict != ProbeVerdict.Faster)?.Size ?? min, size = before;
        if (_probes.Values.FirstOrDefault(probe => probe.Size > before && probe.Verdict == ProbeVerdict.Faster) is { } known)
            return await ProbeAsync(before).ConfigureAwait(false) == ProbeVerdict.Faster ? (before, before, null)
                : (before, known.Size, null);

        for (ulong step = 1; ; step *= 2)
        {
            ProbeVerdict verdict = await ProbeAsync(size).ConfigureAwait(false);
            if (verdict == ProbeVerdict.Faster)
                return (size, size, null);
            if (verdict == ProbeVerdict.TooLong)
                return (before, null, size);
            if (size == max)
                return (size, null, null);
            before = size;
            // Without overflow, whatever the largest size is.
            size = (ulong)(max - size) > step ? size + (long)step : max;
        }
    }

    /// <summary>
    /// Looks between a size that was measured and one that took too long for the first at which the challenger is faster.
    /// </summary>
    private async Task<long?> BelowCeilingAsync(long measured, long ceiling)
    {
        while (ceiling - measured > 1)
        {
            long middle = measured + (ceiling - measured) / 2;
            switch (await ProbeAsync(middle).ConfigureAwait(false))
            {
                case ProbeVerdict.Faster:
                    return middle;
                case ProbeVerdict.TooLong:
                    ceiling = middle;
                    break;
                default:
                    measured = middle;
                    break;
            }
        }

        return null;
    }

    /// <summary>The smallest size at which a condition holds, between one where it does not and one where it does.</summary>
    private async Task<long> BisectAsync(long without, long with, Func<ProbeVerdict, bool> condition)
    {
        while (with - without > 1)
        {
            long middle = without + (with - without) / 2;
            if (condition(await ProbeAsync(middle).ConfigureAwait(false)))
                with = middle;
            else
                without = middle;
        }

        return with;
    }

    private async Task<ProbeVerdict> ProbeAsync(long size)
    {
        if (!_probes.TryGetValue(size, out CrossoverProbe? probe))
        {
            probe = await compare(size).ConfigureAwait(false);
            _probes.Add(size, probe);
        }

        return probe.Verdict;
    }
}
