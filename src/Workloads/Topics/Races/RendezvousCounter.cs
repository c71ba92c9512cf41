namespace Workloads.Topics;

/// <summary>
/// The unlucky schedule every time: all threads read, then all write, as <c>sleep(0)</c> between read and write makes it in
/// CPython (C7). Of so many threads' updates exactly one in each round survives.
/// </summary>
internal sealed class RendezvousCounter : Counter
{
    private readonly Barrier _barrier;
    private long _value;

    /// <summary>Makes one for a number of threads, each of which must add equally often.</summary>
    /// <param name="threads">From 1 to 1,024.</param>
    public RendezvousCounter(int threads)
        : base("rendezvous") => _barrier = new(Race.CheckThreads(threads));

    /// <inheritdoc/>
    public override bool IsSafe => false;

    /// <inheritdoc/>
    public override long Value => _value;

    /// <inheritdoc/>
    public override void Add(int times)
    {
        for (int i = 0; i < times; i++)
        {
            long read = Volatile.Read(ref _value);
            _barrier.SignalAndWait();
            Volatile.Write(ref _value, read + 1);
            _barrier.SignalAndWait();
        }
    }

    /// <inheritdoc/>
    public override void Leave() => _barrier.RemoveParticipant();

    /// <inheritdoc/>
    public override void Dispose()
    {
        _barrier.Dispose();
        base.Dispose();
    }
}
