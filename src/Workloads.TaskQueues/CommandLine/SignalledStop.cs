using System.Runtime.InteropServices;

namespace Workloads.TaskQueues.CommandLine;

/// <summary>SIGTERM and SIGINT: the first asks, the second insists.</summary>
internal sealed class SignalledStop : IDisposable
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _atOnce = new();
    private readonly PosixSignalRegistration[] _registrations;

    public SignalledStop() =>
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGTERM, On), PosixSignalRegistration.Create(PosixSignal.SIGINT, On)];

    public Task Asked => _asked.Task;

    public CancellationToken AtOnce => _atOnce.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _atOnce.Dispose();
    }

    private void On(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (!_asked.TrySetResult())
            _atOnce.Cancel();
    }
}
