using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Workloads.Processes.Wire;

/// <summary>The worker's calls with bytes: through the pipe, or in memory that it shares with the pool.</summary>
internal sealed class PayloadCalls
{
    private readonly PayloadWorkload?[] _workloads = new PayloadWorkload?[256];
    private SharedArea? _area;

    public void Name(int number, string name) => _workloads[number] = PayloadWorkload.Find(name);

    /// <summary>Runs one call on the bytes that came through the pipe, and sends those that came out.</summary>
    public void Answer(FrameHeader header, byte[] input, FrameWriter answers, Stream output)
    {
        long started = Stopwatch.GetTimestamp();
        try
        {
            PayloadWorkload workload = Find(header);
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

    /// <summary>Maps the area of that name, in place of the one mapped before.</summary>
    public void Map(string name, int capacity, FrameWriter answers)
    {
        long started = Stopwatch.GetTimestamp();
        try
        {
            _area?.Dispose();
            _area = SharedArea.Open(name, capacity);
            Stamp(answers.Add(new(FrameHeader.StampsSize, FrameKind.AreaMapped, FrameFlags.None, Workload: 0, Count: 0)), started);
        }
        catch (Exception exception)
        {
            RemoteFailure.Of(exception).Write(answers, started, Stopwatch.GetTimestamp());
        }
    }

    /// <summary>Runs one call on bytes that lie in the shared area.</summary>
    public void AnswerShared(FrameHeader header, FrameWriter answers)
    {
        long started = Stopwatch.GetTimestamp();
        try
        {
            SharedArea area = _area ?? throw new InvalidOperationException("No shared memory was named to this worker.");
            int length = Find(header).Run(area.Input[..header.Count], area.Output);
            Stamp(answers.Add(new(FrameHeader.StampsSize, FrameKind.SharedResult, FrameFlags.None, Workload: 0, length)), started);
        }
        catch (Exception exception)
        {
            RemoteFailure.Of(exception).Write(answers, started, Stopwatch.GetTimestamp());
        }
    }

    private PayloadWorkload Find(FrameHeader header) =>
        _workloads[header.Workload] ?? throw new NotSupportedException("This worker does not know the workload that it was asked to call.");

    private static void Stamp(Span<byte> body, long started)
    {
        Span<long> stamps = MemoryMarshal.Cast<byte, long>(body);
        stamps[0] = started;
        stamps[1] = Stopwatch.GetTimestamp();
    }
}
