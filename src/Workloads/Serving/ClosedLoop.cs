using System.Diagnostics;

namespace Workloads.Processes;

/// <summary>What came out of clients that each send the next request when the last is answered.</summary>
/// <param name="Clients">How many of them.</param>
/// <param name="Elapsed">How long.</param>
/// <param name="Answered">Requests answered.</param>
/// <param name="Failed">Requests that failed.</param>
/// <param name="FirstFailure">What the first failure said; null when there was none.</param>
internal sealed record ClosedLoopReport(int Clients, TimeSpan Elapsed, int Answered, int Failed, string? FirstFailure)
{
    /// <summary>Requests answered in a second.</summary>
    public double AnsweredPerSecond => Answered / Elapsed.TotalSeconds;
}

/// <summary>
/// So many clients, each of which sends its next request when the last is answered: tells how much a server can do. For how long
/// anybody waits ask <see cref="LoadGenerator"/>.
/// </summary>
internal static class ClosedLoop
{
    private const int MaxClients = 10_000;

    /// <summary>Keeps the clients going for a while.</summary>
    /// <param name="clients">From 1 to 10,000.</param>
    /// <param name="duration">From 1 ms to 10 minutes.</param>
    /// <param name="request">One request of the client of this number; throws when it failed.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static async Task<ClosedLoopReport> RunAsync(int clients, TimeSpan duration, Func<int, CancellationToken, Task> request,
        CancellationToken cancellationToken = default)
    {
        Bounds.Checked(clients, 1, MaxClients, nameof(clients));
        Bounds.Checked(duration, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10), nameof(duration));

        int answered = 0, failed = 0;
        string? firstFailure = null;
        long start = Stopwatch.GetTimestamp();
        async Task KeepAskingAsync(int client)
        {
            while (Stopwatch.GetElapsedTime(start) < duration && !cancellationToken.IsCancellationRequested)
            {
                try
                {
                    await request(client, cancellationToken).ConfigureAwait(false);
                    Interlocked.Increment(ref answered);
                }
                catch (Exception exception)
                {
                    Interlocked.Increment(ref failed);
                    Interlocked.CompareExchange(ref firstFailure, exception.Message, null);
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => KeepAskingAsync(client), CancellationToken.None)))
            .ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return new(clients, Stopwatch.GetElapsedTime(start), answered, failed, firstFailure);
    }
}
