namespace Workloads.Topics;

/// <summary>One instruction of the processor reads, adds and writes, and no other core gets between.</summary>
internal sealed class InterlockedCounter() : Counter("interlocked")
{
    private long _value;

    /// <inheritdoc/>
    public override long Value => Interlocked.Read(ref _value);

    /// <inheritdoc/>
    public override void Add(int times)
    {
        for (int i = 0; i < times; i++)
            Interlocked.Increment(ref _value);
    }
}
