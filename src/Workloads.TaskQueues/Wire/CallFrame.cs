namespace Workloads.TaskQueues.Wire;

/// <summary>Calls on their way to a machine: a range of a run's calls, the workload's registered name, and their sizes.</summary>
/// <param name="Run">Which run they belong to.</param>
/// <param name="First">The place of the first among the run's calls, counted from 0.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Workload">The name under which machines find what is called.</param>
/// <param name="Sizes">A size for each, or one for all.</param>
internal sealed record CallFrame(Guid Run, int First, int Count, string Workload, long[] Sizes)
{
    /// <summary>The most calls in one frame.</summary>
    public const int MaxCalls = 65_536;

    private const int MaxName = 200;

    public ReadOnlyMemory<byte> ToBytes() =>
        new FrameWriter().Write(Run).Write(First).Write(Count).Write(Workload).Write(Sizes.Length).Write(Sizes).Bytes;

    /// <summary>Reads a frame.</summary>
    /// <exception cref="FrameException">It is not a frame of calls in this version; the message says why.</exception>
    public static CallFrame Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new FrameReader(bytes);
        reader.ReadPreamble();
        Guid run = reader.ReadGuid();
        int first = reader.ReadCount(0, int.MaxValue), count = reader.ReadCount(1, MaxCalls);
        string workload = reader.ReadText(MaxName);
        int sizes = reader.ReadCount(1, count);
        if (sizes != 1 && sizes != count)
            throw new FrameException(Invariant($"it holds {sizes} sizes for {count} calls"));
        var frame = new CallFrame(run, first, count, workload, reader.ReadNumbers(sizes));
        reader.ReadEnd();
        return frame;
    }
}
