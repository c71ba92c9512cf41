using System.Diagnostics;
using Workloads.Processes.Wire;

namespace Workloads.Processes.Dispatch;

/// <summary>
/// Sends the bytes of one call at a time to one worker, on a thread of the pool, since a large write waits for its reader.
/// </summary>
/// <param name="requests">The worker's pipe.</param>
/// <param name="folders">Where memory to share is looked for, the best place first; null for where the system has it.</param>
/// <param name="onRefused">Told why there is none for the call; nothing of it was sent.</param>
internal sealed class PayloadSender(Stream requests, IReadOnlyList<string>? folders, Action<Exception> onRefused) : IDisposable
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

    /// <summary>Lets the area go. The next call makes one anew: the worker may not hold the last.</summary>
    public void LetAreaGo()
    {
        _area?.Unname();
        _area?.Dispose();
        _area = null;
    }

    /// <inheritdoc/>
    public void Dispose() => LetAreaGo();

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
        if (AreaFor(job.AreaCapacity, frames) is not { } area)
            return;
        job.Prepared = Stopwatch.GetTimestamp();
        job.Input.Span.CopyTo(area.Input);
        job.Sent = Stopwatch.GetTimestamp();
        frames.Add(new(0, FrameKind.SharedPayload, FrameFlags.None, workload, job.Input.Length));
        frames.Flush(requests);
    }

    /// <summary>
    /// An area that is large enough; null when there is no memory for it, which is the call's failure and not the worker's end.
    /// </summary>
    private SharedArea? AreaFor(int capacity, FrameWriter frames)
    {
        if (_area?.Capacity >= capacity)
            return _area;
        try
        {
            LetAreaGo();
            _area = SharedArea.Create(Math.Max(MinCapacity, capacity), folders);
            frames.AddName(FrameKind.MapArea, workload: 0, _area.Capacity, _area.Name);
        }
        catch (Exception exception)
        {
            onRefused(exception);
        }

        return _area;
    }
}
