namespace Workloads.Topics;

/// <summary>A plain number, as CPython's under the GIL: without the lock two threads' updates overwrite each other.</summary>
internal sealed class PlainReferenceCount() : ReferenceCount(Kind)
{
    /// <summary>What the kind is called.</summary>
    public const string Kind = "plain";

    private long _count = 1;
    private bool _freed;

    /// <inheritdoc/>
    public override bool IsFreed => Volatile.Read(ref _freed);

    /// <inheritdoc/>
    public override void TakeAndDrop(int times)
    {
        for (int i = 0; i < times; i++)
        {
            Take();
            Drop();
        }
    }

    /// <inheritdoc/>
    public override void DropLast() => Drop();

    // Volatile, so that the number goes to memory and back each time, as an object's does.
    private void Take() => Volatile.Write(ref _count, Volatile.Read(ref _count) + 1);

    private void Drop()
    {
        long count = Volatile.Read(ref _count) - 1;
        Volatile.Write(ref _count, count);
        if (count == 0)
            Volatile.Write(ref _freed, true);
    }
}
