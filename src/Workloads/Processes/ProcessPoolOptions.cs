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
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"A pool takes from 1 to {MaxWorkers} workers.");
    } = Math.Min(Environment.ProcessorCount, MaxWorkers);

    /// <summary>How often a call that was running when its worker died is run again before it counts as the cause: 0 or more, 2 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxReruns
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A call is run again 0 times or more.");
    } = 2;

    /// <summary>How long one call may run before its worker is ended: none unless set, and from 1 ms on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public TimeSpan? CallTimeout
    {
        get;
        init => field = CheckedTimeout(value);
    }

    /// <summary>Whether workers know the workloads of <see cref="Faults"/>, most of which end their process.</summary>
    public bool AllowFaults { get; init; }

    /// <summary>Whether to add up what each stage of the calls takes, for <see cref="ProcessPool.Stages"/>.</summary>
    public bool MeasureStages { get; init; }

    internal static TimeSpan? CheckedTimeout(TimeSpan? timeout) => timeout is null || (timeout >= TimeSpan.FromMilliseconds(1) && timeout <= TimeSpan.FromDays(24))
        ? timeout
        : throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A call's time-out lies between 1 ms and 24 days.");
}
