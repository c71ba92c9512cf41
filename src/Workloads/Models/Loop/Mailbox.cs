namespace Workloads.Models;

/// <summary>Where a generator finds what is sent in, and leaves what it returns.</summary>
/// <typeparam name="T">What is sent and returned.</typeparam>
public sealed class Mailbox<T>
{
    private Task<T>? _future;

    internal Mailbox()
    {
    }

    /// <summary>The result of the future yielded last.</summary>
    /// <exception cref="InvalidOperationException">Nothing has been yielded yet. What the future failed with comes out as it
    /// is.</exception>
    public T Received => (_future ?? throw new InvalidOperationException("Nothing has been sent in yet.")).GetAwaiter().GetResult();

    internal T Returned { get; private set; } = default!;

    /// <summary>Says what the generator returns when it ends.</summary>
    public void Return(T value) => Returned = value;

    internal void Put(Task<T> future) => _future = future;
}
