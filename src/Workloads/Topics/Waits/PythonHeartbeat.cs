using Workloads.Python;

namespace Workloads.Topics;

/// <summary>How long the heart of an asyncio loop stood still while something was done on it (C10).</summary>
/// <param name="LongestGapSeconds">The longest time between two beats, by what was done.</param>
public sealed record PythonHeartbeat(IReadOnlyDictionary<string, double> LongestGapSeconds)
{
    /// <summary>Watches the heart while the loop waits, sleeps, computes, and computes elsewhere.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="work">How long each takes.</param>
    /// <param name="interval">The time between two beats that nothing disturbs.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonHeartbeat> WatchAsync(CPython python, TimeSpan work, TimeSpan interval, CancellationToken cancellationToken = default) =>
        python.RunScriptAsync<PythonHeartbeat>("asyncio_heartbeat", new { milliseconds = work.TotalMilliseconds, interval_ms = interval.TotalMilliseconds }, cancellationToken: cancellationToken);
}
