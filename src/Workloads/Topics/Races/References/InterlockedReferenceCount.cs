namespace Workloads.Topics;

/// <summary>A number that the processor updates in one piece: right with any threads, and dear for all of them.</summary>
internal sealed class InterlockedReferenceCount() : ReferenceCount("interlocked")
{
    private long _count = 1;
    private bool _freed;

    /// <inheritdoc/>
    public override bool IsFreed => Volatile.Read(ref _freed);

    /// <inheritdoc/>
    public override void TakeAndDrop(int times)
    {
        for (int i = 0; i < times; i++)
        {
            Interlocked.Increment(ref _count);
            Drop();
        }
    }

    /// <inheritdoc/>
    public override void DropLast() => Drop();

    private void Drop()
    {
        if (Interlocked.Decrement(ref _count) == 0)
            Volatile.Write(ref _freed, true);
    }
}
