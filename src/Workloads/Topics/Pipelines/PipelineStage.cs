namespace Workloads.Topics;

/// <summary>A stage of a pipeline: threads that take from the queue before them, work, and put into the next (E7).</summary>
/// <param name="Name">Its name, as charts and failures show it.</param>
/// <param name="Milliseconds">How long it sleeps for an item, as what reads and writes does: from 0 to 1,000.</param>
/// <param name="Workers">Threads, from 1 to 64.</param>
/// <param name="Capacity">Items that may wait before it: from 1 to 100,000. A full queue makes the stage before it wait.</param>
/// <param name="FailsAt">The number of the item that it fails on; none when left out.</param>
public sealed record PipelineStage(string Name, int Milliseconds, int Workers = 1, int Capacity = 8, int? FailsAt = null)
{
    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Name);
        In(Milliseconds, 0, 1_000, nameof(Milliseconds));
        In(Workers, 1, 64, nameof(Workers));
        In(Capacity, 1, 100_000, nameof(Capacity));
    }

    private void In(int value, int least, int most, string name)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, value,
                Invariant($"{name} of the stage '{Name}' must lie from {least:N0} to {most:N0}."));
    }
}
