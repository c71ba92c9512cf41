namespace Workloads.Topics;

/// <summary>
/// A compare-and-swap loop: write only if nobody has written since the read, otherwise begin again. It works for any change, not for + 1
/// alone.
/// </summary>
internal sealed class CompareExchangeCounter() : Counter("compare-exchange loop")
{
    private long _value;

    /// <inheritdoc/>
    public override long Value => Interlocked.Read(ref _value);

    /// <inheritdoc/>
    public override void Add(int times)
    {
        for (int i = 0; i < times; i++)
        {
            long read, found = Volatile.Read(ref _value);
            do
            {
                read = found;
                found = Interlocked.CompareExchange(ref _value, read + 1, read);
            }
            while (found != read);
        }
    }
}
