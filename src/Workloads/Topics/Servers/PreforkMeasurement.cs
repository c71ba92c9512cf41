using System.Collections.Concurrent;
using System.Diagnostics;
using Workloads.Serving;

namespace Workloads.Topics;

/// <summary>What came out of a load on a pre-forking server.</summary>
/// <param name="Workers">Worker processes.</param>
/// <param name="Each">How each of them serves its clients, in words.</param>
/// <param name="Load">What the clients saw.</param>
/// <param name="FailedAttempts">Attempts that failed, each of which was repeated.</param>
/// <param name="Replaced">Workers that died and were replaced.</param>
/// <param name="AnsweredBy">Requests answered by each process.</param>
public sealed record PreforkReport(int Workers, string Each, ClosedLoopReport Load, int FailedAttempts, int Replaced, IReadOnlyDictionary<int, int> AnsweredBy);

/// <summary>Measures a pre-forking server (B18).</summary>
public static class PreforkMeasurement
{
    /// <summary>Requests before the measurement, so that the workers have compiled their code, and the longest time for them.</summary>
    private const int WarmUpRequests = 100;
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(0.5);

    /// <summary>Starts so many workers, puts load on them for a while, and ends them.</summary>
    /// <param name="workers">From 1 to <see cref="PreforkServer.MaxWorkers"/>.</param>
    /// <param name="request">What each client asks.</param>
    /// <param name="clients">Clients that each wait for their answer before they ask again.</param>
    /// <param name="duration">How long.</param>
    /// <param name="model">How each worker serves its clients; one after the other when left out.</param>
    /// <param name="kill">Whether one worker is killed in the middle of that time.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="PlatformNotSupportedException">This system does not spread connections (<see cref="SharedPort"/>).</exception>
    public static async Task<PreforkReport> RunAsync(
        int workers,
        Request request,
        int clients,
        TimeSpan duration,
        ServerModel model = ServerModel.OneThread,
        bool kill = false,
        CancellationToken cancellationToken = default)
    {
        PreforkServer server = await PreforkServer.StartAsync(workers, model, cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            await WarmUpAsync(server.Port, request, cancellationToken).ConfigureAwait(false);
            Task<PreforkReport> load = LoadAsync(server.Port, workers, model.ToText(), request, clients, duration, cancellationToken);
            if (kill)
            {
                await Task.Delay(duration / 2, cancellationToken).ConfigureAwait(false);
                server.KillOne();
            }

            PreforkReport report = await load.ConfigureAwait(false);
            while (kill && server.Replaced == 0)
                await Task.Delay(1, cancellationToken).ConfigureAwait(false);
            return report with { Replaced = server.Replaced };
        }
    }

    /// <summary>Puts load on workers that share a port, whoever they are.</summary>
    /// <param name="port">Their loopback port.</param>
    /// <param name="workers">How many they are, for the report.</param>
    /// <param name="each">How each of them serves its clients, likewise.</param>
    /// <param name="request">What each client asks.</param>
    /// <param name="clients">Clients that each wait for their answer before they ask again.</param>
    /// <param name="duration">How long.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <remarks>Nothing is asked before: workers that compile their code when it runs are to be warm.</remarks>
    public static async Task<PreforkReport> LoadAsync(
        int port, int workers, string each, Request request, int clients, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        var answeredBy = new ConcurrentDictionary<int, int>();
        int failedAttempts = 0;
        ClosedLoopReport load = await ClosedLoop.RunAsync(
            clients,
            duration,
            async (_, token) =>
            {
                var (processId, failed) = await PatientRequest.AskAsync(port, request, cancellationToken: token).ConfigureAwait(false);
                Interlocked.Add(ref failedAttempts, failed);
                answeredBy.AddOrUpdate(processId, 1, (_, before) => before + 1);
            },
            cancellationToken).ConfigureAwait(false);
        return new(workers, each, load, failedAttempts, Replaced: 0, answeredBy);
    }

    private static async Task WarmUpAsync(int port, Request request, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        for (int number = 0; number < WarmUpRequests && Stopwatch.GetElapsedTime(start) < WarmUpTime; number++)
            await PatientRequest.AskAsync(port, request, cancellationToken: cancellationToken).ConfigureAwait(false);
    }
}
