using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Workloads.Processes.Wire;

/// <summary>
/// The worker's loop: it empties its read buffer of frames, runs their calls in order, and answers with one write, so that
/// tiny calls cost no system call each.
/// </summary>
/// <param name="input">Frames from the pool.</param>
/// <param name="output">Frames to the pool.</param>
/// <param name="faults">Whether the workloads of <see cref="Faults"/> may be called.</param>
internal sealed class CallLoop(Stream input, Stream output, bool faults)
{
    private const int InitialBuffer = 64 * 1024, FlushAt = 32 * 1024;

    /// <summary>Answers wait no longer than this for company (0.2 ms).</summary>
    private static readonly long s_flushAfter = Stopwatch.Frequency / 5_000;

    private readonly FrameWriter _answers = new(InitialBuffer);
    private readonly string[] _names = new string[256];
    private readonly Workload?[] _workloads = new Workload?[256];
    private PayloadCalls? _payloads;

    private byte[] _buffer = new byte[InitialBuffer];
    private int _start, _end;
    private long _flushed;

    private PayloadCalls Payloads => _payloads ??= new();

    /// <summary>Runs until the pool closes the pipe.</summary>
    public void Run()
    {
        _answers.Add(new(0, FrameKind.Hello, FrameFlags.None, workload: 0, count: Environment.ProcessId));
        do
        {
            while (_end - _start >= FrameHeader.Size && Handle(FrameHeader.Read(_buffer.AsSpan(_start))))
            {
                if (_answers.Length >= FlushAt)
                    Flush();
            }

            Flush();
        }
        while (Fill());
    }

    private bool Handle(FrameHeader header)
    {
        if (header.Kind == FrameKind.Payload)
        {
            Flush();
            _start += FrameHeader.Size;
            Payloads.Answer(_names[header.Workload], TakePayload(header.Length), _answers, output);
            return true;
        }

        if (_end - _start - FrameHeader.Size < header.Length)
        {
            MakeRoomFor(FrameHeader.Size + header.Length);
            return false;
        }

        ReadOnlySpan<byte> body = _buffer.AsSpan(_start + FrameHeader.Size, header.Length);
        _start += FrameHeader.Size + header.Length;
        switch (header.Kind)
        {
            case FrameKind.Name:
                _names[header.Workload] = Encoding.UTF8.GetString(body);
                break;
            case FrameKind.Calls:
                RunCalls(header, MemoryMarshal.Cast<byte, long>(body));
                break;
            case FrameKind.MapArea:
                Payloads.Map(Encoding.UTF8.GetString(body), header.Count, _answers);
                break;
            case FrameKind.SharedPayload:
                Payloads.AnswerShared(_names[header.Workload], header.Count, _answers);
                break;
            default:
                throw new InvalidDataException($"A worker does not take frames of kind {header.Kind}.");
        }

        return true;
    }

    private void RunCalls(FrameHeader header, ReadOnlySpan<long> sizes)
    {
        bool oneByOne = (header.Flags & FrameFlags.OneByOne) != FrameFlags.None, spans = (header.Flags & FrameFlags.Spans) != FrameFlags.None;
        if (oneByOne)
            Flush();

        Workload? workload = _workloads[header.Workload] ??= RegisteredWorkloads.Find(_names[header.Workload], faults);
        while (!sizes.IsEmpty)
        {
            ReadOnlySpan<long> next = oneByOne ? sizes[..1] : sizes;
            sizes = sizes[RunUntilFailure(workload, next, spans)..];
            if (oneByOne)
                Flush();
        }

        if (Stopwatch.GetTimestamp() - _flushed > s_flushAfter)
            Flush();
    }

    /// <summary>Runs calls and lays down their results, up to the first that throws, whose failure it lays down behind them.</summary>
    /// <returns>How many calls were run.</returns>
    private int RunUntilFailure(Workload? workload, ReadOnlySpan<long> sizes, bool spans)
    {
        int frameStart = _answers.Length, words = spans ? 3 : 1;
        Span<long> body = MemoryMarshal.Cast<byte, long>(_answers.Add(Results(sizes.Length, words)));
        Span<long> results = body.Slice(2, sizes.Length), times = body[(2 + sizes.Length)..];

        int done = 0;
        Exception? failure = null;
        long started = Stopwatch.GetTimestamp();
        try
        {
            if (workload is null)
                throw new NotSupportedException("This worker does not know the workload that it was asked to call.");
            if (spans)
                RunTimed(workload, sizes, results, times, ref done);
            else
                RunPlain(workload, sizes, results, ref done);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        long ended = Stopwatch.GetTimestamp();
        body[0] = started;
        body[1] = ended;
        if (failure is null)
            return done;

        times[..(spans ? 2 * done : 0)].CopyTo(body[(2 + done)..]);
        _answers.Shorten(frameStart, Results(done, words));
        RemoteFailure.Of(failure).Write(_answers, started, ended);
        return done + 1;
    }

    private static FrameHeader Results(int count, int words) =>
        new(FrameHeader.StampsSize + count * words * sizeof(long), FrameKind.Results, FrameFlags.None, workload: 0, count);

    private static void RunPlain(Workload workload, ReadOnlySpan<long> sizes, Span<long> results, ref int done)
    {
        for (int i = 0; i < sizes.Length; i++)
        {
            done = i;
            results[i] = workload.Run(sizes[i]);
        }

        done = sizes.Length;
    }

    private static void RunTimed(Workload workload, ReadOnlySpan<long> sizes, Span<long> results, Span<long> times, ref int done)
    {
        for (int i = 0; i < sizes.Length; i++)
        {
            done = i;
            times[2 * i] = Stopwatch.GetTimestamp();
            results[i] = workload.Run(sizes[i]);
            times[2 * i + 1] = Stopwatch.GetTimestamp();
        }

        done = sizes.Length;
    }

    private byte[] TakePayload(int length)
    {
        byte[] payload = GC.AllocateUninitializedArray<byte>(length);
        int buffered = Math.Min(length, _end - _start);
        _buffer.AsSpan(_start, buffered).CopyTo(payload);
        _start += buffered;
        input.ReadExactly(payload.AsSpan(buffered));
        return payload;
    }

    private void MakeRoomFor(int length)
    {
        if (length > _buffer.Length)
            Array.Resize(ref _buffer, length);
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        int count = input.Read(_buffer, _end, _buffer.Length - _end);
        _end += count;
        return count > 0;
    }

    private void Flush()
    {
        _answers.Flush(output);
        _flushed = Stopwatch.GetTimestamp();
    }
}
