namespace Workloads.Models;

/// <summary>Calls under way: at most so many at a time, and a way to await the last.</summary>
/// <param name="maxInFlight">The most calls between entering and leaving.</param>
internal sealed class CallWindow(int maxInFlight)
{
    private readonly SemaphoreSlim _places = new(maxInFlight);
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _open = 1;

    /// <summary>Waits for a place.</summary>
    public Task EnterAsync()
    {
        Interlocked.Increment(ref _open);
        return _places.WaitAsync();
    }

    /// <summary>Gives the place back.</summary>
    public void Leave()
    {
        _places.Release();
        if (Interlocked.Decrement(ref _open) == 0)
            _drained.SetResult();
    }

    /// <summary>Waits until every call that entered has left; none may enter after it.</summary>
    public Task DrainAsync()
    {
        if (Interlocked.Decrement(ref _open) == 0)
            _drained.SetResult();
        return _drained.Task;
    }
}
