namespace Workloads.Processes;

/// <summary>How a <see cref="ProcessPool"/> is to be; every value is checked when it is set.</summary>
public sealed record ProcessPoolOptions
{
    /// <summary>The most workers that a pool starts.</summary>
    public const int MaxWorkers = 256;

    /// <summary>How many worker processes: 1 to <see cref="MaxWorkers"/>, the cores that this process may use unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public int Workers
    {
        get;
        init => field = value is >= 1 and <= MaxWorkers
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, Invariant($"A pool takes from 1 to {MaxWorkers} workers."));
    } = Math.Min(Environment.ProcessorCount, MaxWorkers);

    /// <summary>
    /// How often a call that was running when its worker died is run again before it counts as the cause: 0 or more, 2 unless set.
    /// </summary>
    /// <remarks>
    /// Of tiny calls that travel in a batch nobody knows which one was running; all that were not answered are run again one by
    /// one, and that first time does not count. With 0 every call is answered by itself, which costs some 3 µs for each, and none
    /// is run again. A call whose worker the pool itself ended, because of another one in it, is run again in any case.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxReruns
    {
        get;
        init => field = value >= 0 ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A call is run again 0 times or more.");
    } = 2;

    /// <summary>How long one call may run before its worker is ended: none unless set, and from 1 ms on.</summary>
    /// <remarks>
    /// It is the time since the worker's last answer, whatever the worker did in it: on a busy machine it may have waited for
    /// its turn. Before it is ended the pool looks twice, 10 ms apart, so that an answer which lies there unread is read.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public TimeSpan? CallTimeout
    {
        get;
        init => field = CheckedTimeout(value);
    }

    /// <summary>Whether workers know the workloads of <see cref="Faults"/>, most of which end their process.</summary>
    public bool AllowFaults { get; init; }

    /// <summary>Where memory to share with workers is looked for, the best place first; where the system has it unless set.</summary>
    internal IReadOnlyList<string>? SharedMemoryFolders { get; init; }

    internal static TimeSpan? CheckedTimeout(TimeSpan? timeout) =>
        timeout is null || (timeout >= TimeSpan.FromMilliseconds(1) && timeout <= TimeSpan.FromDays(24))
        ? timeout
        : throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A call's time-out lies between 1 ms and 24 days.");
}
