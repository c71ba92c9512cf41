namespace Workloads.Interpreter;

/// <summary>How the model's lock works.</summary>
public sealed record LockOptions
{
    private readonly TimeSpan _switchInterval = TimeSpan.FromMilliseconds(5);
    private readonly int _recordedHolds;

    /// <summary>Which threads share a lock; by default all of a process.</summary>
    public LockMode Mode { get; init; }

    /// <summary>Where threads look at requests to drop it; by default at calls and backward jumps.</summary>
    public CheckPoints CheckPoints { get; init; }

    /// <summary>How long a waiting thread waits before it asks: 5 ms unless set, from 1 µs to 1 hour.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It lies outside that range.</exception>
    public TimeSpan SwitchInterval
    {
        get => _switchInterval;
        init => _switchInterval = value >= TimeSpan.FromMicroseconds(1) && value <= TimeSpan.FromHours(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The switch interval lies between 1 µs and 1 hour.");
    }

    /// <summary>How many holds of the lock are kept for a timeline, 24 bytes each: 0 unless set, at most 10,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It lies outside that range.</exception>
    public int RecordedHolds
    {
        get => _recordedHolds;
        init => _recordedHolds = value is >= 0 and <= 10_000_000
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "From 0 to 10,000,000 holds can be recorded.");
    }
}
