namespace Workloads.Topics;

/// <summary>No cure: read, add and write are three steps, and another thread's update between them is lost (C7).</summary>
internal sealed class PlainCounter() : Counter("plain")
{
    private long _value;

    /// <inheritdoc/>
    public override bool IsSafe => false;

    /// <inheritdoc/>
    public override long Value => _value;

    /// <inheritdoc/>
    public override void Add(int times)
    {
        for (int i = 0; i < times; i++)
            _value++;
    }
}
