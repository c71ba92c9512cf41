namespace Workloads.TaskQueues.Tasks;

/// <summary>Something that goes on until it is disposed.</summary>
internal sealed class MemoryDoer : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task _doing;

    public MemoryDoer(Func<CancellationToken, Task> doAll) => _doing = doAll(_end.Token);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _doing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }
}
