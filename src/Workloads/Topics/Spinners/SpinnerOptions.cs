namespace Workloads.Topics;

/// <summary>How a spinner spins.</summary>
public sealed record SpinnerOptions
{
    /// <summary>The time between two signs, from 1 ms to 10 s; a tenth of a second when left out, as in document 001.</summary>
    public TimeSpan Interval
    {
        get;
        init => field = value >= TimeSpan.FromMilliseconds(1) && value <= TimeSpan.FromSeconds(10)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Interval), value, "A spinner draws a sign every 1 ms to 10 s.");
    } = TimeSpan.FromSeconds(0.1);

    /// <summary>Told about each sign as it is drawn, on the spinner's thread; nobody when left out.</summary>
    internal Action<SpinnerFrame>? OnFrame { get; init; }

    /// <summary>The sign at which the spinner throws, to see how its supervisor learns of it; none when left out.</summary>
    public int? FailAt { get; init; }
}
