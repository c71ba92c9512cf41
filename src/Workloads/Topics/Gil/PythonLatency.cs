using Workloads.Python;

namespace Workloads.Topics;

/// <summary>How long a thread of a CPython is kept waiting beside others that compute: the convoy effect (B4).</summary>
/// <param name="Milliseconds">What each wait or each question took, in the order in which they were made.</param>
public sealed record PythonLatency(IReadOnlyList<double> Milliseconds)
{
    /// <summary>The median, in milliseconds.</summary>
    public double Median => Middle.Of(Milliseconds);

    /// <summary>What 95 of 100 do not exceed, in milliseconds.</summary>
    public double Percentile95 => Middle.Quantile(Milliseconds, 0.95);

    /// <summary>A thread that sleeps a short time again and again, and needs the GIL after each.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="computingThreads">How many threads compute beside it; 0 measures it alone.</param>
    /// <param name="switchInterval">How long a thread waits before it asks for the GIL; CPython's own 5 ms when left out.</param>
    /// <param name="wait">How long it sleeps at a time; a millisecond when left out.</param>
    /// <param name="waits">How often: 1 or more.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonLatency> OfSleepAsync(
        CPython python, int computingThreads = 1, TimeSpan? switchInterval = null, TimeSpan? wait = null, int waits = 200, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(computingThreads);
        ArgumentOutOfRangeException.ThrowIfLessThan(waits, 1);
        return python.RunScriptAsync<PythonLatency>(
            "gil_convoy",
            new { cpu_threads = computingThreads, switch_interval_ms = switchInterval?.TotalMilliseconds, wait_ms = wait?.TotalMilliseconds ?? 1, waits },
            cancellationToken: cancellationToken);
    }

    /// <summary>A server that echoes datagrams to a client in another process.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="computingThreads">How many threads compute beside the server's; 0 measures it alone.</param>
    /// <param name="switchInterval">How long a thread waits before it asks for the GIL; CPython's own 5 ms when left out.</param>
    /// <param name="messages">How many datagrams, one after the other: 1 or more.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonLatency> OfUdpEchoAsync(
        CPython python, int computingThreads = 1, TimeSpan? switchInterval = null, int messages = 200, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(computingThreads);
        ArgumentOutOfRangeException.ThrowIfLessThan(messages, 1);
        return python.RunScriptAsync<PythonLatency>(
            "gil_udp_echo",
            new { cpu_threads = computingThreads, switch_interval_ms = switchInterval?.TotalMilliseconds, messages },
            cancellationToken: cancellationToken);
    }
}
