using System.Runtime.CompilerServices;

namespace Workloads.Sharing.References;

/// <summary>A plain number, as CPython's under the GIL: without the lock two threads' updates overwrite each other.</summary>
public sealed class PlainReferenceCount() : ReferenceCount("plain")
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
            Take();
            Drop();
        }
    }

    /// <inheritdoc/>
    public override void DropLast() => Drop();

    // Not inlined, so that the number goes to memory and back each time, as an object's does.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Take() => _count++;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Drop()
    {
        if (--_count == 0)
            _freed = true;
    }
}
