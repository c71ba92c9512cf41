namespace Workloads.Topics;

/// <summary>
/// An object's count of references, each kind with a way of its own of surviving threads, or with none (D3). The object is
/// born with one reference, its owner's, and is freed when the last is dropped.
/// </summary>
/// <param name="name">The kind's name, as charts and tables show it.</param>
internal abstract class ReferenceCount(string name)
{
    /// <summary>The kind's name.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the object has been freed.</summary>
    public abstract bool IsFreed { get; }

    /// <summary>
    /// Takes a reference and drops it again, so many times. The loop is inside, so that a call costs nothing beside the counting.
    /// </summary>
    /// <param name="times">0 or more.</param>
    public abstract void TakeAndDrop(int times);

    /// <summary>Drops the reference that the object was born with; its owner's thread calls it, when the others have ended.</summary>
    public abstract void DropLast();

    /// <summary>The three kinds, in the order in which notebooks show them.</summary>
    public static IReadOnlyList<Func<ReferenceCount>> All { get; } =
        [static () => new PlainReferenceCount(), static () => new InterlockedReferenceCount(), static () => new BiasedReferenceCount()];
}
