using System.Net.Sockets;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>Asks again when a worker died over a request. Right for requests that may be done twice, and for no others.</summary>
internal static class PatientRequest
{
    /// <summary>Asks until there is an answer, or so many attempts have failed.</summary>
    /// <param name="port">The server's loopback port.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="maxAttempts">From 1 to 100.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The number of the process that answered, and the attempts that failed before.</returns>
    public static async Task<(int ProcessId, int FailedAttempts)> AskAsync(int port, Request request, int maxAttempts = 5,
        CancellationToken cancellationToken = default)
    {
        Bounds.Checked(maxAttempts, 1, 100, nameof(maxAttempts));
        for (int failed = 0; ; failed++)
        {
            try
            {
                return (await RequestClient.AskAsync(port, request, cancellationToken).ConfigureAwait(false), failed);
            }
            catch (Exception exception) when (failed < maxAttempts - 1 && exception is SocketException or EndOfStreamException)
            {
                await Task.Delay(10 << Math.Min(failed, 6), cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
