namespace Workloads.Topics;

/// <summary>A lock whose waiters keep their core busy: cheap for a few instructions, dear for more.</summary>
internal sealed class SpinLockCounter() : Counter("spin lock")
{
    private SpinLock _lock = new(enableThreadOwnerTracking: false);
    private long _value;

    /// <inheritdoc/>
    public override long Value => Interlocked.Read(ref _value);

    /// <inheritdoc/>
    public override void Add(int times)
    {
        for (int i = 0; i < times; i++)
        {
            bool taken = false;
            _lock.Enter(ref taken);
            _value++;
            _lock.Exit(useMemoryBarrier: false);
        }
    }
}
