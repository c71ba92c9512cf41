namespace Workloads.Topics;

/// <summary>What came out of one supervised spinner.</summary>
/// <param name="Spinner">The kind of spinner.</param>
/// <param name="Work">What the supervisor did meanwhile.</param>
/// <param name="Interval">The time that should lie between two signs.</param>
/// <param name="Frames">The signs drawn.</param>
/// <param name="Answer">What the slow work returned.</param>
/// <param name="SlowElapsed">How long the slow work took.</param>
/// <param name="Elapsed">From the supervisor's start to its end.</param>
/// <param name="Facts">What the supervisor saw.</param>
internal sealed record SpinnerRun(
    string Spinner, string Work, TimeSpan Interval, IReadOnlyList<SpinnerFrame> Frames, long Answer, TimeSpan SlowElapsed,
        TimeSpan Elapsed, SupervisorFacts Facts)
{
    /// <summary>The signs that a spinner which nothing disturbs draws in the time of the slow work.</summary>
    public int Expected => 1 + (int)(SlowElapsed / Interval);

    /// <summary>Whether the reader saw nothing turn: one sign at most.</summary>
    public bool IsFrozen => Frames.Count <= 1;

    /// <summary>The longest time without a new sign.</summary>
    public TimeSpan LongestGap => Frames.Select(static frame => frame.At).Append(Elapsed)
        .Zip(Frames.Select(static frame => frame.At).Prepend(TimeSpan.Zero), static (later, earlier) => later - earlier).Max();
}
