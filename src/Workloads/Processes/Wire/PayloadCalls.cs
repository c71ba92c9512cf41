using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Workloads.Processes.Wire;

/// <summary>The worker's calls with bytes: through the pipe, or in memory that it shares with the pool.</summary>
internal sealed class PayloadCalls
{
    private SharedArea? _area;
    private Exception? _unmapped;

    /// <summary>Runs one call on the bytes that came through the pipe, and sends those that came out.</summary>
    public void Answer(string name, byte[] input, FrameWriter answers, Stream output)
    {
        long started = Stopwatch.GetTimestamp();
        try
        {
            PayloadWorkload workload = Find(name);
            byte[] result = GC.AllocateUninitializedArray<byte>(workload.ResultCapacity(input.Length));
            int length = workload.Run(input, result);
            Stamp(answers.AddStampsOnly(FrameKind.PayloadResult, length), started);
            answers.Flush(output);
            output.Write(result, 0, length);
        }
        catch (Exception exception) when (exception is not IOException)
        {
            RemoteFailure.Of(exception).Write(answers, started, Stopwatch.GetTimestamp());
        }
    }

    /// <summary>Maps the area of that name, in place of the one mapped before. Where it cannot, the call that follows says so.</summary>
    public void Map(string name, int capacity, FrameWriter answers)
    {
        long started = Stopwatch.GetTimestamp();
        try
        {
            _area?.Dispose();
            _area = null;
            _area = SharedArea.Open(name, capacity);
            Stamp(answers.Add(new(FrameHeader.StampsSize, FrameKind.AreaMapped, FrameFlags.None, workload: 0, count: 0)), started);
        }
        catch (Exception exception)
        {
            _unmapped = exception;
        }
    }

    /// <summary>Runs one call on bytes that lie in the shared area.</summary>
    public void AnswerShared(string name, int count, FrameWriter answers)
    {
        long started = Stopwatch.GetTimestamp();
        try
        {
            SharedArea area = _area
                ?? throw new InvalidOperationException($"This worker has no memory that it shares with the pool. {_unmapped?.Message}",
                    _unmapped);
            int length = Find(name).Run(area.Input[..count], area.Output);
            Stamp(answers.Add(new(FrameHeader.StampsSize, FrameKind.SharedResult, FrameFlags.None, workload: 0, length)), started);
        }
        catch (Exception exception)
        {
            RemoteFailure.Of(exception).Write(answers, started, Stopwatch.GetTimestamp());
        }
    }

    private static PayloadWorkload Find(string name) =>
        PayloadWorkload.Find(name) ?? throw new NotSupportedException("This worker does not know the workload that it was asked to call.");

    private static void Stamp(Span<byte> body, long started)
    {
        Span<long> stamps = MemoryMarshal.Cast<byte, long>(body);
        stamps[0] = started;
        stamps[1] = Stopwatch.GetTimestamp();
    }
}
