namespace Workloads.Topics;

/// <summary>What came out of downloading one flag.</summary>
/// <param name="Number">Its place in the list of what was asked for.</param>
/// <param name="Code">Its country's code.</param>
/// <param name="Attempts">The requests that were made for it, in order.</param>
/// <param name="Content">The flag's bytes; null when no attempt brought them.</param>
/// <param name="File">Where it was saved; null when it was not.</param>
/// <param name="Failure">Why it could not be had; null when it was.</param>
internal sealed record FlagDownload(int Number, string Code, IReadOnlyList<DownloadAttempt> Attempts, byte[]? Content, string? File,
    string? Failure)
{
    /// <summary>When the first request for it was sent.</summary>
    public TimeSpan Start => Attempts[0].Start;

    /// <summary>When the last request for it was over.</summary>
    public TimeSpan End => Attempts[^1].End;

    /// <summary>Whether the bytes are those of the drawing, one by one.</summary>
    public bool IsWhole => Content is not null && FlagDrawing.Of(Code).Span.SequenceEqual(Content);
}
