namespace Workloads.Topics;

/// <summary>
/// A way of telling a thread to stop: neither Python nor .NET can end a thread from outside, it has to look (C6). The kinds
/// share a skeleton, so that reading two files side by side teaches the difference.
/// </summary>
/// <param name="name">The signal's name, as charts and tables show it.</param>
internal abstract class StopSignal(string name) : IDisposable
{
    /// <summary>The signal's name.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the thread was told to stop: one look.</summary>
    public abstract bool IsSet { get; }

    /// <summary>Tells the thread to stop.</summary>
    public abstract void Set();

    /// <summary>Naps so long, or until told to stop where the kind can wake a napper; returns whether it was told.</summary>
    public abstract bool Nap(TimeSpan time);

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
