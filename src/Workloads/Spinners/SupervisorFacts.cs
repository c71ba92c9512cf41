namespace Workloads.Spinners;

/// <summary>What a supervisor saw of its spinner (B9), each asked of the running objects themselves.</summary>
/// <param name="Unit">The type of what was started.</param>
/// <param name="Created">Its state when it had been made.</param>
/// <param name="Started">Its state when it had been started.</param>
/// <param name="Ended">Its state at the end.</param>
/// <param name="StoppedBy">The member called to stop it.</param>
/// <param name="StopLatency">From that call to its end.</param>
/// <param name="SpinnerRanOn">Where the spinner ran.</param>
/// <param name="SlowRanOn">Where the supervisor's slow work ran.</param>
/// <param name="Failure">How the supervisor learned that the spinner had failed; null when it had not.</param>
public sealed record SupervisorFacts(
    string Unit, string Created, string Started, string Ended, string StoppedBy, TimeSpan StopLatency, string SpinnerRanOn, string SlowRanOn, string? Failure)
{
    internal static string ThisThread => ThreadOf(Environment.ProcessId, Environment.CurrentManagedThreadId);

    internal static string ThreadOf(int process, int thread) => $"process {process}, thread {thread}";
}
