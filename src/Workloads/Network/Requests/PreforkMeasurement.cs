using System.Collections.Concurrent;
using Workloads.Network.Load;

namespace Workloads.Network.Requests;

/// <summary>What came out of a load on a pre-forking server.</summary>
/// <param name="Workers">Worker processes.</param>
/// <param name="Model">How each of them serves its clients.</param>
/// <param name="Load">What the clients saw.</param>
/// <param name="FailedAttempts">Attempts that failed, each of which was repeated.</param>
/// <param name="Replaced">Workers that died and were replaced.</param>
/// <param name="AnsweredBy">Requests answered by each process.</param>
public sealed record PreforkReport(int Workers, ServerModel Model, ClosedLoopReport Load, int FailedAttempts, int Replaced, IReadOnlyDictionary<int, int> AnsweredBy);

/// <summary>Measures a pre-forking server (B18).</summary>
public static class PreforkMeasurement
{
    /// <summary>Requests before the measurement, so that the workers have compiled their code.</summary>
    private const int WarmUpRequests = 200;

    /// <summary>Puts load on so many workers for a while.</summary>
    /// <param name="workers">From 1 to <see cref="PreforkServer.MaxWorkers"/>.</param>
    /// <param name="request">What each client asks.</param>
    /// <param name="clients">Clients that each wait for their answer before they ask again.</param>
    /// <param name="duration">How long.</param>
    /// <param name="model">How each worker serves its clients; one after the other when left out.</param>
    /// <param name="kill">Whether one worker is killed when half of that time is over.</param>
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
            for (int number = 0; number < WarmUpRequests; number++)
                await PatientRequest.AskAsync(server.Port, request, cancellationToken: cancellationToken).ConfigureAwait(false);

            var answeredBy = new ConcurrentDictionary<int, int>();
            int failedAttempts = 0;
            Task<ClosedLoopReport> load = ClosedLoop.RunAsync(
                clients,
                duration,
                async (_, token) =>
                {
                    var (processId, failed) = await PatientRequest.AskAsync(server.Port, request, cancellationToken: token).ConfigureAwait(false);
                    Interlocked.Add(ref failedAttempts, failed);
                    answeredBy.AddOrUpdate(processId, 1, (_, before) => before + 1);
                },
                cancellationToken);

            if (kill)
            {
                await Task.Delay(duration / 2, cancellationToken).ConfigureAwait(false);
                server.KillOne();
            }

            ClosedLoopReport report = await load.ConfigureAwait(false);
            while (kill && server.Replaced == 0)
                await Task.Delay(1, cancellationToken).ConfigureAwait(false);
            return new(workers, model, report, failedAttempts, server.Replaced, answeredBy);
        }
    }
}
