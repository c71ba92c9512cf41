namespace Workloads.Processes;

/// <summary>A worker process, as it is at the moment of asking.</summary>
/// <param name="ProcessId">The system's number for the process.</param>
/// <param name="StartUp">From the order to start it until it was ready for calls.</param>
/// <param name="CallsDone">How many calls it has answered.</param>
/// <param name="PrivateBytes">Memory of its own in bytes, without the pages that it shares with other processes; 0 when it is gone.</param>
public sealed record WorkerInfo(int ProcessId, TimeSpan StartUp, long CallsDone, long PrivateBytes);
