namespace Workloads.Models;

/// <summary>What a run is made of: one workload, and one call of it for each caller, of one size or each of its own.</summary>
public sealed class Calls
{
    /// <summary>The most callers that one run takes.</summary>
    public const int MaxCallers = 10_000_000;

    private readonly long _size;
    private readonly long[]? _sizes;

    /// <summary>So many callers, each with the same size.</summary>
    /// <param name="workload">What each caller calls.</param>
    /// <param name="size">The size of every call, within the workload's range.</param>
    /// <param name="callers">From 1 to <see cref="MaxCallers"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size or the number of callers is out of its range.</exception>
    public Calls(Workload workload, long size, int callers)
    {
        ArgumentNullException.ThrowIfNull(workload);
        if (callers is < 1 or > MaxCallers)
            throw new ArgumentOutOfRangeException(nameof(callers), callers, Invariant($"A run takes from 1 to {MaxCallers:N0} callers."));

        Workload = workload;
        Count = callers;
        _size = workload.Checked(size);
    }

    /// <summary>One caller for each size in a list.</summary>
    /// <param name="workload">What each caller calls.</param>
    /// <param name="sizes">From 1 to <see cref="MaxCallers"/> sizes, each within the workload's range.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or the number of sizes is out of its range.</exception>
    public Calls(Workload workload, IEnumerable<long> sizes)
    {
        ArgumentNullException.ThrowIfNull(workload);
        _sizes = [.. sizes];
        if (_sizes.Length is < 1 or > MaxCallers)
            throw new ArgumentOutOfRangeException(nameof(sizes), _sizes.Length,
                Invariant($"A run takes from 1 to {MaxCallers:N0} callers."));
        foreach (long size in _sizes)
            workload.Checked(size);

        Workload = workload;
        Count = _sizes.Length;
    }

    /// <summary>What each caller calls.</summary>
    public Workload Workload { get; }

    /// <summary>How many callers there are.</summary>
    public int Count { get; }

    /// <summary>Whether every caller has the same size.</summary>
    public bool AreUniform => _sizes is null;

    /// <summary>The size that a caller calls the workload with.</summary>
    /// <param name="caller">From 0 to <see cref="Count"/> − 1.</param>
    public long SizeOf(int caller) => _sizes is null ? _size : _sizes[caller];
}
