namespace Workloads.Topics;

/// <summary>No lock at all: one thread owns the number, and the others send it what to add (C9).</summary>
internal sealed class OwnerCounter : Counter
{
    private readonly Owner<long, int> _owner = new(initial: 0, static (value, added) => value + added);

    /// <summary>Starts the owning thread.</summary>
    public OwnerCounter()
        : base("owner thread")
    {
    }

    /// <inheritdoc/>
    public override long Value => _owner.State;

    /// <inheritdoc/>
    public override void Add(int times)
    {
        for (int i = 0; i < times; i++)
            _owner.Send(1);
    }

    /// <inheritdoc/>
    public override void Finish() => _owner.Finish();

    /// <inheritdoc/>
    public override void Dispose()
    {
        _owner.Dispose();
        base.Dispose();
    }
}
