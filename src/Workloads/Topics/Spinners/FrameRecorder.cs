using System.Diagnostics;

namespace Workloads.Topics;

/// <summary>The signs that one spinner drew, with their times.</summary>
internal sealed class FrameRecorder(SpinnerOptions options)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly List<SpinnerFrame> _frames = [];

    public IReadOnlyList<SpinnerFrame> Frames => _frames;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <summary>Draws the next sign, or throws at the one that is to fail.</summary>
    public void Draw()
    {
        if (_frames.Count == options.FailAt)
            throw new SpinnerFailedException(_frames.Count);
        var frame = new SpinnerFrame(_frames.Count, Elapsed);
        _frames.Add(frame);
        options.OnFrame?.Invoke(frame);
    }
}
