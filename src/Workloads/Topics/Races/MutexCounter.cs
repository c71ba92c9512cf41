namespace Workloads.Topics;

/// <summary>
/// The operating system's mutex, which can be shared between processes: each step is a call of the runtime's own wait machinery.
/// </summary>
internal sealed class MutexCounter() : Counter("mutex")
{
    private readonly Mutex _mutex = new();
    private long _value;

    /// <inheritdoc/>
    public override long Value => Interlocked.Read(ref _value);

    /// <inheritdoc/>
    public override void Add(int times)
    {
        for (int i = 0; i < times; i++)
        {
            _mutex.WaitOne();
            _value++;
            _mutex.ReleaseMutex();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _mutex.Dispose();
        base.Dispose();
    }
}
