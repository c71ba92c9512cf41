namespace Workloads.Topics;

/// <summary>
/// Two numbers, as PEP 703 has them (after Choi, Shull and Torrellas, "Biased Reference Counting", 2018): the thread that made
/// the object counts its own references plainly, all others count theirs in one piece, and when the owner's are gone the two
/// are merged.
/// </summary>
/// <remarks>
/// Here a thread drops only references that it took itself. PEP 703 also has a queue for objects whose shared number fell below
/// zero, since another thread dropped what the owner took: the owner is asked to merge. Without it such an object would leak.
/// </remarks>
internal sealed class BiasedReferenceCount() : ReferenceCount("biased")
{
    /// <summary>The lowest bit of the shared number says that the owner's count has been merged into it.</summary>
    private const long Merged = 1;

    private const long One = 2;

    private readonly int _owner = Environment.CurrentManagedThreadId;
    private long _local = 1;
    private long _shared;
    private bool _freed;

    /// <inheritdoc/>
    public override bool IsFreed => Volatile.Read(ref _freed);

    /// <inheritdoc/>
    public override void TakeAndDrop(int times)
    {
        // CPython has the thread's id in a register; asking .NET for it each time would cost more than the counting.
        int thread = Environment.CurrentManagedThreadId;
        for (int i = 0; i < times; i++)
        {
            Take(thread);
            Drop(thread);
        }
    }

    /// <inheritdoc/>
    public override void DropLast() => Drop(Environment.CurrentManagedThreadId);

    private void Take(int thread)
    {
        if (thread == _owner && Volatile.Read(ref _local) is > 0 and long local)
            Volatile.Write(ref _local, local + 1);
        else
            Interlocked.Add(ref _shared, One);
    }

    private void Drop(int thread)
    {
        if (thread == _owner && Volatile.Read(ref _local) is > 0 and long local)
        {
            Volatile.Write(ref _local, local - 1);
            if (local == 1)
                FreeAt(Interlocked.Add(ref _shared, Merged));
        }
        else
        {
            FreeAt(Interlocked.Add(ref _shared, -One));
        }
    }

    /// <summary>Until the merge the shared number may be 0, or below, while the owner still holds references.</summary>
    private void FreeAt(long shared)
    {
        if (shared == Merged)
            Volatile.Write(ref _freed, true);
    }
}
