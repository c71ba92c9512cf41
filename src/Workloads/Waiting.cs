namespace Workloads;

/// <summary>
/// Waits as many milliseconds as its size says and returns them: what a call to a slow server looks like from here. Models
/// that can do so give the thread back meanwhile; in the others the thread sleeps.
/// </summary>
internal static class Waiting
{
    /// <summary>The longest wait, in milliseconds: the longest that a timer takes (about 24.8 days).</summary>
    public const long MaxMilliseconds = int.MaxValue - 1L;

    internal static Workload Workload { get; } = new("wait", Block, WaitAsync, minSize: 0, MaxMilliseconds);

    private static long Block(long milliseconds, CancellationToken cancellationToken)
    {
        if (cancellationToken.WaitHandle.WaitOne((int)milliseconds))
            cancellationToken.ThrowIfCancellationRequested();
        return milliseconds;
    }

    private static async ValueTask<long> WaitAsync(long milliseconds, TimeProvider time, CancellationToken cancellationToken)
    {
        // The context is kept: on the event loop the rest of the call belongs to the loop's thread.
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time, cancellationToken).ConfigureAwait(true);
        return milliseconds;
    }
}
