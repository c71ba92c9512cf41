namespace Workloads.Topics;

/// <summary>
/// A lock, Python's <c>with self.lock:</c> (E6): one thread at a time is inside, the others spin a little and then sleep.
/// </summary>
internal sealed class LockCounter() : Counter("lock")
{
    private readonly Lock _lock = new();
    private long _value;

    /// <inheritdoc/>
    public override long Value => Interlocked.Read(ref _value);

    /// <inheritdoc/>
    public override void Add(int times)
    {
        for (int i = 0; i < times; i++)
        {
            lock (_lock)
                _value++;
        }
    }
}
