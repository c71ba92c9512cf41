namespace Workloads.Topics;

/// <summary>
/// Volatile reads and writes: each is seen by the other threads in order, and the update between the two is lost all the same.
/// </summary>
internal sealed class VolatileCounter() : Counter("volatile")
{
    private long _value;

    /// <inheritdoc/>
    public override bool IsSafe => false;

    /// <inheritdoc/>
    public override long Value => Volatile.Read(ref _value);

    /// <inheritdoc/>
    public override void Add(int times)
    {
        for (int i = 0; i < times; i++)
            Volatile.Write(ref _value, Volatile.Read(ref _value) + 1);
    }
}
