namespace Workloads.Topics;

/// <summary>
/// One number that several threads add 1 to, each kind with a way of its own of keeping them apart, or with none (C7, C9,
/// E6). The kinds share a skeleton, so that reading two files side by side teaches the difference.
/// </summary>
/// <param name="name">The cure's name, as charts and tables show it.</param>
public abstract class Counter(string name) : IDisposable
{
    /// <inheritdoc cref="PlainCounter"/>
    public static Counter Plain() => new PlainCounter();

    /// <inheritdoc cref="LockCounter"/>
    public static Counter Locked() => new LockCounter();

    /// <inheritdoc cref="RendezvousCounter"/>
    /// <param name="threads">How many threads add, each equally often: from 1 to 1,024.</param>
    public static Counter Rendezvous(int threads) => new RendezvousCounter(threads);

    /// <summary>The cure's name.</summary>
    public string Name { get; } = name;

    /// <summary>Whether no update can be lost.</summary>
    public virtual bool IsSafe => true;

    /// <summary>Its value; read it when the threads that add have ended and <see cref="Finish"/> was called.</summary>
    public abstract long Value { get; }

    /// <summary>Adds 1 so many times. The loop is inside, so that a call costs nothing beside the updates.</summary>
    /// <param name="times">0 or more.</param>
    public abstract void Add(int times);

    /// <summary>Says that the calling thread adds no more.</summary>
    public virtual void Leave()
    {
    }

    /// <summary>Waits until everything that was handed in has been added.</summary>
    public virtual void Finish()
    {
    }

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
