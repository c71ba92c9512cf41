namespace Workloads.Processes;

/// <summary>How many requests a load generator sends, how fast and for how long. It is bounded in all three.</summary>
public sealed record LoadOptions
{
    /// <summary>The most requests of one run.</summary>
    public const int MaxRequests = 1_000_000;

    /// <summary>Requests a second, from 0.1 to 100,000; 200 when left out.</summary>
    public double Rate { get; init => field = Bounds.Checked(value, 0.1, 100_000, nameof(Rate)); } = 200;

    /// <summary>How long requests are sent, from a millisecond to 10 minutes; 1 s when left out.</summary>
    public TimeSpan Duration
    {
        get;
        init => field = Bounds.Checked(value, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10), nameof(Duration));
    } = TimeSpan.FromSeconds(1);

    /// <summary>Requests that may be open at once, from 1 to 20,000; 1,000 when left out. Those beyond wait, and the wait counts.</summary>
    public int MaxOpen { get; init => field = Bounds.Checked(value, 1, 20_000, nameof(MaxOpen)); } = 1_000;

    /// <summary>How long one request may take before it counts as failed, from 10 ms to a minute; 5 s when left out.</summary>
    public TimeSpan TimeLimit
    {
        get;
        init => field = Bounds.Checked(value, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1), nameof(TimeLimit));
    } = TimeSpan.FromSeconds(5);

    /// <summary>The requests that follow from rate and duration, at least one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are more than <see cref="MaxRequests"/>.</exception>
    public int Requests =>
        (int)Bounds.Checked(Math.Max(1, Math.Round(Rate * Duration.TotalSeconds)), 1, MaxRequests, "Rate times duration");
}
