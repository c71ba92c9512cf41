namespace Workloads.TaskQueues.Wire;

/// <summary>What came of a frame of calls.</summary>
/// <param name="Run">Which run they belong to.</param>
/// <param name="First">The place of the first among the run's calls.</param>
/// <param name="Machine">Which machine ran them.</param>
/// <param name="Redelivered">Whether the frame had been handed to a machine before.</param>
/// <param name="ElapsedTicks">How long the machine had them, in units of 100 ns.</param>
/// <param name="CallTicks">What one call kept a core busy, likewise.</param>
/// <param name="Results">A result for each call; 0 for one that failed.</param>
/// <param name="Failures">Those that failed.</param>
internal sealed record ReplyFrame(
    Guid Run, int First, string Machine, bool Redelivered, long ElapsedTicks, double CallTicks, long[] Results,
    IReadOnlyList<CallFailure> Failures)
{
    private const int MaxName = 200;

    public ReadOnlyMemory<byte> ToBytes()
    {
        FrameWriter writer = new FrameWriter().Write(Run).Write(First).Write(Machine).Write((byte)(Redelivered ? 1 : 0))
            .Write(ElapsedTicks).Write(BitConverter.DoubleToInt64Bits(CallTicks)).Write(Results.Length).Write(Results)
                .Write(Failures.Count);
        foreach (CallFailure failure in Failures)
            failure.Write(writer);
        return writer.Bytes;
    }

    /// <summary>Reads a reply.</summary>
    /// <exception cref="FrameException">It is not a reply in this version; the message says why.</exception>
    public static ReplyFrame Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new FrameReader(bytes);
        reader.ReadPreamble();
        Guid run = reader.ReadGuid();
        int first = reader.ReadCount(0, int.MaxValue);
        string machine = reader.ReadText(MaxName);
        bool redelivered = reader.ReadByte() != 0;
        long elapsed = reader.ReadInt64();
        double call = BitConverter.Int64BitsToDouble(reader.ReadInt64());
        long[] results = reader.ReadNumbers(reader.ReadCount(1, CallFrame.MaxCalls));
        var failures = new CallFailure[reader.ReadCount(0, results.Length)];
        for (int i = 0; i < failures.Length; i++)
            failures[i] = CallFailure.Read(ref reader);
        reader.ReadEnd();
        return new(run, first, machine, redelivered, elapsed, call, results, failures);
    }
}
