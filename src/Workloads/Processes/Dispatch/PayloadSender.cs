using System.Diagnostics;
using Workloads.Processes.Wire;

namespace Workloads.Processes.Dispatch;

/// <summary>Sends the bytes of one call at a time to one worker, on a thread of the pool, since a large write waits for its reader.</summary>
/// <param name="requests">The worker's pipe.</param>
internal sealed class PayloadSender(Stream requests) : IDisposable
{
    /// <summary>Areas grow in steps, so that few are made.</summary>
    private const int MinCapacity = 64 * 1_024;

    private SharedArea? _area;

    /// <summary>The sending that is under way, or was the last. It does not fail: the reader sees when a worker is gone.</summary>
    public Task Sending { get; private set; } = Task.CompletedTask;

    /// <summary>Begins to send a call, behind the frames that are still to be written.</summary>
    public void Begin(PayloadJob job, ushort workload, FrameWriter before)
    {
        byte[] first = before.Written.ToArray();
        before.Clear();
        Sending = Task.Run(() =>
        {
            try
            {
                requests.Write(first);
                if (job.Transport == PayloadTransport.SharedMemory)
                    SendShared(job, workload);
                else
                    SendThroughPipe(job, workload);
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                // The worker is gone.
            }
        });
    }

    /// <summary>The bytes that a call left in the shared area.</summary>
    public byte[] ReadShared(int length) => _area!.Output[..length].ToArray();

    /// <summary>The worker holds the area: its name has done its duty.</summary>
    public void Unname() => _area?.Unname();

    public void Dispose()
    {
        _area?.Unname();
        _area?.Dispose();
    }

    private void SendThroughPipe(PayloadJob job, ushort workload)
    {
        var frame = new FrameWriter(FrameHeader.Size);
        new FrameHeader(job.Input.Length, FrameKind.Payload, FrameFlags.None, workload, count: 1).Write(frame.Reserve(FrameHeader.Size));
        job.Prepared = job.Sent = Stopwatch.GetTimestamp();
        frame.Flush(requests);
        requests.Write(job.Input.Span);
    }

    private void SendShared(PayloadJob job, ushort workload)
    {
        var frames = new FrameWriter(1_024);
        if (_area is null || _area.Capacity < job.AreaCapacity)
        {
            _area?.Dispose();
            _area = SharedArea.Create(Math.Max(MinCapacity, job.AreaCapacity));
            frames.AddName(FrameKind.MapArea, workload: 0, _area.Capacity, _area.Name);
        }

        job.Prepared = Stopwatch.GetTimestamp();
        job.Input.Span.CopyTo(_area.Input);
        job.Sent = Stopwatch.GetTimestamp();
        frames.Add(new(0, FrameKind.SharedPayload, FrameFlags.None, workload, job.Input.Length));
        frames.Flush(requests);
    }
}
