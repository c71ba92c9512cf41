namespace Workloads.Topics;

/// <summary>A semaphore of one place: a lock that can also be awaited, and that any thread may release.</summary>
internal sealed class SemaphoreCounter() : Counter("semaphore")
{
    private readonly SemaphoreSlim _semaphore = new(initialCount: 1, maxCount: 1);
    private long _value;

    /// <inheritdoc/>
    public override long Value => Interlocked.Read(ref _value);

    /// <inheritdoc/>
    public override void Add(int times)
    {
        for (int i = 0; i < times; i++)
        {
            _semaphore.Wait();
            _value++;
            _semaphore.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _semaphore.Dispose();
        base.Dispose();
    }
}
