using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>How patient the downloads are, and where the flags go.</summary>
public sealed record DownloadOptions
{
    /// <summary>The folder in which flags are saved; null when they are not to be saved.</summary>
    public string? Folder { get; init; }

    /// <summary>How often one flag is asked for at most, from 1 to 100; 8 when left out.</summary>
    public int MaxAttempts { get; init => field = Bounds.Checked(value, 1, 100, nameof(MaxAttempts)); } = 8;

    /// <summary>How long one attempt may take, from 10 ms to a day; 2 s when left out.</summary>
    public TimeSpan AttemptTimeout
    {
        get;
        init => field = Bounds.Checked(value, TimeSpan.FromMilliseconds(10), TimeSpan.FromDays(1), nameof(AttemptTimeout));
    } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long to wait before the second attempt; doubled before each further one, spread at random; 10 ms when left out.
    /// </summary>
    public TimeSpan RetryDelay
    {
        get;
        init => field = Bounds.Checked(value, TimeSpan.Zero, TimeSpan.FromMinutes(1), nameof(RetryDelay));
    } = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// The longest wait before an attempt, where the doubling ends, spread at random; up to a minute, 250 ms when left out.
    /// </summary>
    public TimeSpan MaxRetryDelay
    {
        get;
        init => field = Bounds.Checked(value, TimeSpan.Zero, TimeSpan.FromMinutes(1), nameof(MaxRetryDelay));
    } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long one flag can take at most, when nothing ever comes of it.</summary>
    internal TimeSpan Longest => MaxAttempts * (AttemptTimeout + 1.5 * MaxRetryDelay);
}
