using System.Diagnostics;
using System.Text;

namespace Workloads.Processes.Wire;

/// <summary>
/// The worker's loop: it empties its read buffer of frames, runs their calls in order, and answers with one write, so that
/// tiny calls cost no system call each.
/// </summary>
/// <param name="input">Frames from the pool.</param>
/// <param name="output">Frames to the pool.</param>
/// <param name="faults">Whether the workloads of <see cref="Faults"/> may be called.</param>
/// <param name="onReady">Called once the pool knows that the worker is there, and before the first call.</param>
/// <param name="beforeSleep">Called before each read of frames.</param>
internal sealed unsafe class CallLoop(Stream input, Stream output, bool faults, Action onReady, Action beforeSleep)
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
        Flush();
        onReady();
        Rehearse();
        do
        {
            while (_end - _start >= FrameHeader.Size && Handle(FrameHeader.Read(new(_buffer, _start, FrameHeader.Size))))
            {
                if (_answers.Length >= FlushAt)
                    Flush();
            }

            Flush();
        }
        while (Fill());
    }

    /// <summary>
    /// Runs an empty call for nobody, so that what every call needs is compiled while the pool still waits for its other workers.
    /// </summary>
    private void Rehearse()
    {
        long size = 0;
        RunSome(RegisteredWorkloads.Find(Workload.Nothing.Name, faults: false), &size, count: 1, FrameFlags.None);
        _answers.Clear();
    }

    private bool Handle(FrameHeader header)
    {
        if (header.Kind == FrameKind.Payload)
            return HandlePayload(header);
        if (_end - _start - FrameHeader.Size < header.Length)
            return MakeRoomFor(FrameHeader.Size + header.Length);

        var body = new ReadOnlySpan<byte>(_buffer, _start + FrameHeader.Size, header.Length);
        _start += FrameHeader.Size + header.Length;
        switch (header.Kind)
        {
            case FrameKind.Name:
                _names[header.Workload] = Letters(body);
                break;
            case FrameKind.Calls:
                RunCalls(header, body);
                break;
            default:
                HandleShared(header, body);
                break;
        }

        return true;
    }

    /// <summary>
    /// A workload's name. The runtime's own decoder is compiled for this processor when it is first used, which takes longer than a
    /// fib(30).
    /// </summary>
    private static string Letters(ReadOnlySpan<byte> ascii)
    {
        char[] letters = new char[ascii.Length];
        for (int i = 0; i < letters.Length; i++)
            letters[i] = (char)ascii[i];
        return new(letters);
    }

    // What few workers do is kept out of what every worker compiles before its first answer.
    private bool HandlePayload(FrameHeader header)
    {
        Flush();
        _start += FrameHeader.Size;
        Payloads.Answer(_names[header.Workload], TakePayload(header.Length), _answers, output);
        return true;
    }

    private void HandleShared(FrameHeader header, ReadOnlySpan<byte> body)
    {
        if (header.Kind == FrameKind.MapArea)
            Payloads.Map(Encoding.UTF8.GetString(body), header.Count, _answers);
        else if (header.Kind == FrameKind.SharedPayload)
            Payloads.AnswerShared(_names[header.Workload], header.Count, _answers);
        else
            throw new InvalidDataException($"A worker does not take frames of kind {header.Kind}.");
    }

    private void RunCalls(FrameHeader header, ReadOnlySpan<byte> body)
    {
        bool oneByOne = (header.Flags & FrameFlags.OneByOne) != FrameFlags.None;
        if ((header.Flags & (FrameFlags.OneByOne | FrameFlags.AnswersFirst)) != FrameFlags.None)
            Flush();

        Workload? workload = _workloads[header.Workload] ??= RegisteredWorkloads.Find(_names[header.Workload], faults);
        fixed (byte* place = body)
        {
            long* sizes = (long*)place;
            for (int done = 0; done < header.Count;)
            {
                done += RunSome(workload, sizes + done, oneByOne ? 1 : header.Count - done, header.Flags);
                if (oneByOne || IsDue)
                    Flush();
            }
        }
    }

    /// <summary>Whether the answers have waited long enough.</summary>
    private bool IsDue => Stopwatch.GetTimestamp() - _flushed > s_flushAfter;

    /// <summary>
    /// Runs calls and lays down their results, up to the first that throws, whose failure it lays down behind them, or, in a
    /// frame that is to be answered promptly, until the answers are due.
    /// </summary>
    /// <returns>How many calls were run.</returns>
    private int RunSome(Workload? workload, long* sizes, int count, FrameFlags flags)
    {
        bool spans = (flags & FrameFlags.Spans) != FrameFlags.None;
        int frameStart = _answers.Length, done = 0, answered = count;
        Exception? failure = null;
        fixed (byte* place = _answers.Add(Results(count, spans)))
        {
            long* body = (long*)place;
            body[0] = Stopwatch.GetTimestamp();
            try
            {
                if ((flags & FrameFlags.Prompt) != FrameFlags.None)
                    answered = RunPrompt(workload, sizes, count, body + 2, &done, spans);
                else if (spans)
                    RunTimed(workload, sizes, count, body + 2, body + 2 + count, &done);
                else
                    RunPlain(workload, sizes, count, body + 2, &done);
            }
            catch (Exception exception)
            {
                failure = exception;
            }

            body[1] = Stopwatch.GetTimestamp();
            if (failure is not null)
                return LayDownFailure(failure, frameStart, body, count, done, spans);
            if (answered < count)
                Shorten(frameStart, body, count, answered, spans);
            return answered;
        }
    }

    private int LayDownFailure(Exception failure, int frameStart, long* body, int count, int done, bool spans)
    {
        (long started, long ended) = (body[0], body[1]);
        Shorten(frameStart, body, count, done, spans);
        RemoteFailure.Of(failure).Write(_answers, started, ended);
        return done + 1;
    }

    /// <summary>Takes back the places of calls that were not run; the times stand behind the results.</summary>
    private void Shorten(int frameStart, long* body, int count, int done, bool spans)
    {
        for (int word = 0; spans && word < 2 * done; word++)
            body[2 + done + word] = body[2 + count + word];
        _answers.Shorten(frameStart, Results(done, spans));
    }

    private static FrameHeader Results(int count, bool spans) =>
        new(FrameHeader.StampsSize + count * (spans ? 3 : 1) * sizeof(long), FrameKind.Results, FrameFlags.None, workload: 0, count);

    private static void RunPlain(Workload? workload, long* sizes, int count, long* results, int* done)
    {
        Workload called = workload ?? throw Unknown();
        for (int i = 0; i < count; i++)
        {
            *done = i;
            results[i] = called.Run(sizes[i]);
        }
    }

    private static void RunTimed(Workload? workload, long* sizes, int count, long* results, long* times, int* done)
    {
        Workload called = workload ?? throw Unknown();
        for (int i = 0; i < count; i++)
        {
            *done = i;
            times[2 * i] = Stopwatch.GetTimestamp();
            results[i] = called.Run(sizes[i]);
            times[2 * i + 1] = Stopwatch.GetTimestamp();
        }
    }

    private int RunPrompt(Workload? workload, long* sizes, int count, long* results, int* done, bool spans)
    {
        int ran = 0, none;
        do
        {
            *done = ran;
            if (spans)
                RunTimed(workload, sizes + ran, 1, results + ran, results + count + 2 * ran, &none);
            else
                RunPlain(workload, sizes + ran, 1, results + ran, &none);
        }
        while (++ran < count && !IsDue);

        return ran;
    }

    private static NotSupportedException Unknown() => new("This worker does not know the workload that it was asked to call.");

    private byte[] TakePayload(int length)
    {
        byte[] payload = GC.AllocateUninitializedArray<byte>(length);
        int buffered = Math.Min(length, _end - _start);
        _buffer.AsSpan(_start, buffered).CopyTo(payload);
        _start += buffered;
        input.ReadExactly(payload.AsSpan(buffered));
        return payload;
    }

    private bool MakeRoomFor(int length)
    {
        if (length > _buffer.Length)
            Array.Resize(ref _buffer, length);
        return false;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }

        beforeSleep();
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
