using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>What came out of opening very many WebSockets to one server.</summary>
/// <param name="Asked">How many were to be opened.</param>
/// <param name="Opened">How many were open at the same time.</param>
/// <param name="Echoed">How many brought their own message back, while all were open.</param>
/// <param name="OpenTime">The time to open them all.</param>
/// <param name="EchoTime">The time for a message on each of them, there and back.</param>
/// <param name="Before">The server before the first was opened.</param>
/// <param name="While">The server with all of them open and silent, its garbage collected.</param>
/// <param name="FirstFailure">What the first failure said; null when there was none.</param>
internal sealed record WebSocketReport(
    int Asked, int Opened, int Echoed, TimeSpan OpenTime, TimeSpan EchoTime, ServerStatus Before, ServerStatus While, string? FirstFailure)
{
    /// <summary>Sockets that did not open, or did not echo.</summary>
    public int Lost => Asked - Echoed;

    /// <summary>The server's resident memory for each open socket.</summary>
    public double BytesEach => Opened == 0 ? 0 : (double)(While.ResidentBytes - Before.ResidentBytes) / Opened;

    /// <summary>The server's objects for each open socket, a part of <see cref="BytesEach"/>.</summary>
    public double ManagedBytesEach => Opened == 0 ? 0 : (double)(While.ManagedBytes - Before.ManagedBytes) / Opened;
}
