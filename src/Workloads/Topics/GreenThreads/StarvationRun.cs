using System.Globalization;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>
/// What sync over async does to a thread pool (D11), seen from inside a child process, so that its pool is cold each time and the
/// reader's own is left alone.
/// </summary>
/// <param name="Cure">How the requests waited.</param>
/// <param name="Requests">Requests that came at once.</param>
/// <param name="Wait">How long the answer to each takes.</param>
/// <param name="Elapsed">From the first request to the end of the last, or to the moment when they were given up.</param>
/// <param name="Samples">The pool over time.</param>
public sealed record StarvationRun(StarvationCure Cure, int Requests, TimeSpan Wait, TimeSpan Elapsed, IReadOnlyList<StarvationSample> Samples)
{
    /// <summary>The most requests at once.</summary>
    public const int MaxRequests = 1_000;

    /// <summary>Whether all requests had ended then.</summary>
    public bool HasEnded => Samples.Count > 0 && Samples[^1].Done == Requests;

    /// <summary>The most threads that there were, of the pool and of the requests themselves.</summary>
    public int MostThreads => Samples.Count == 0 ? 0 : Samples.Max(static sample => sample.Threads);

    /// <summary>How many times as long as one request it took all of them, though they do nothing but wait.</summary>
    public double TimesOneWait => Elapsed / Wait;

    /// <summary>Runs it in a child process.</summary>
    /// <param name="cure">How the requests wait.</param>
    /// <param name="requests">From 1 to <see cref="MaxRequests"/>.</param>
    /// <param name="wait">How long the answer to each takes, from 1 ms to 10 s.</param>
    /// <param name="cancellationToken">Ends the child.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="InvalidOperationException">They had not all ended after two minutes.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the child has ended.</exception>
    public static async Task<StarvationRun> RunAsync(StarvationCure cure, int requests, TimeSpan wait, CancellationToken cancellationToken = default)
    {
        Check(requests, wait);
        string[] lines = await OwnProgram.RunAsync(
            [StarvationProgram.Argument, $"{cure}", $"{requests}", wait.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)], cancellationToken: cancellationToken).ConfigureAwait(false);
        StarvationSample[] samples = [.. lines.Select(StarvationProgram.Parse)];
        return new(cure, requests, wait, samples[^1].At, samples);
    }

    internal static void Check(int requests, TimeSpan wait)
    {
        if (requests is < 1 or > MaxRequests)
            throw new ArgumentOutOfRangeException(nameof(requests), requests, $"From 1 to {MaxRequests:N0} requests come at once.");
        if (wait < TimeSpan.FromMilliseconds(1) || wait > TimeSpan.FromSeconds(10))
            throw new ArgumentOutOfRangeException(nameof(wait), wait, "An answer takes from 1 ms to 10 s.");
    }
}
