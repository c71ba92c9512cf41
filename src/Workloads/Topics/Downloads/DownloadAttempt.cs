namespace Workloads.Topics;

/// <summary>How an attempt to download a flag ended.</summary>
internal enum AttemptEnding
{
    /// <summary>The whole flag came.</summary>
    Answered,

    /// <summary>The server refused.</summary>
    Refused,

    /// <summary>The connection broke, before the flag or in the middle of it.</summary>
    CutOff,

    /// <summary>Nothing came in time.</summary>
    TimedOut,

    /// <summary>The run was cancelled.</summary>
    Cancelled,
}

/// <summary>One request for a flag.</summary>
/// <param name="Start">When it was sent, counted from the beginning of the run.</param>
/// <param name="End">When it was over.</param>
/// <param name="Ending">How.</param>
internal readonly record struct DownloadAttempt(TimeSpan Start, TimeSpan End, AttemptEnding Ending);
