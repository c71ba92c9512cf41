using System.Diagnostics;
using System.Runtime.InteropServices;
using Workloads.Processes.Wire;

namespace Workloads.Processes.Dispatch;

/// <summary>
/// The pool's side of one worker: it takes frames of calls from the pool's jobs, keeps so much under way that the worker
/// never waits, and brings the answers back. Whoever hands over calls writes them; one reader waits for the answers.
/// </summary>
internal sealed class WorkerLink : IDisposable
{
    /// <summary>
    /// What is under way fits into a pipe of Linux (64 KB), so that a write is done at once; where it is not, it is awaited.
    /// </summary>
    private const int MaxFrames = 512, MaxCalls = 4 * 1_024;

    /// <summary>
    /// Between the first and the second look at a call whose time is over: when this process was held up, its answer may lie there unread.
    /// </summary>
    private static readonly TimeSpan s_secondLook = TimeSpan.FromMilliseconds(10);

    private readonly Lock _gate = new();
    private readonly ProcessPool _pool;
    private readonly WorkerProcess _process;
    private readonly LinkReader _reader;
    private readonly FrameWriter _frames = new();
    private Task _writing = Task.CompletedTask;
    private readonly Queue<CallBatch> _underWay = new();
    private readonly Stack<CallBatch> _free = new();
    private readonly Dictionary<string, ushort> _names = new(StringComparer.Ordinal);
    private readonly Timer _timer;
    private readonly long _created = Stopwatch.GetTimestamp();

    private double _expected;
    private int _unknown, _callsUnderWay;
    private bool _closed, _timing, _payloadUnderWay;
    private long _headSince, _overdueSince, _callsDone;
    private TimeSpan? _lastTimeout;
    private PayloadSender? _payloads;
    private (TimeSpan? Allowed, CallBatch? Batch, int Call)? _killed;

    public WorkerLink(ProcessPool pool)
    {
        _pool = pool;
        _process = new(pool.Options.AllowFaults);
        _reader = new(_process.Replies, OnFrame, OnPayload);
        _timer = new(static link => ((WorkerLink)link!).CheckTime(), this, Timeout.Infinite, Timeout.Infinite);
    }

    /// <summary>From the order to start it until it was ready; null until then.</summary>
    public TimeSpan? StartUp { get; private set; }

    /// <summary>Whether the pool itself ended it.</summary>
    public bool WasKilled => _killed is not null;

    /// <summary>Whether it has nothing to do.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
                return !_closed && _underWay.Count == 0;
        }
    }

    /// <summary>What a reader of the pool is told about it.</summary>
    public WorkerInfo Info => new(_process.Id, StartUp.GetValueOrDefault(), Interlocked.Read(ref _callsDone), _process.PrivateBytes);

    /// <summary>Brings answers back until the worker ends; what it left unanswered goes back to its jobs.</summary>
    /// <returns>How it ended.</returns>
    public async Task<WorkerEnd> RunAsync()
    {
        await _reader.ReadAsync(Pump).ConfigureAwait(false);

        // Its pipe is closed, or it wrote something else than frames: either way it is of no more use.
        _process.Kill();
        WorkerEnd end = await _process.WaitForEndAsync().ConfigureAwait(false);
        Task sending;
        lock (_gate)
        {
            _closed = true;
            sending = Task.WhenAll(_writing, _payloads?.Sending ?? Task.CompletedTask);
        }

        await sending.ConfigureAwait(false);
        GiveBack(end);
        return end;
    }

    /// <summary>Takes calls from the pool's jobs as long as there is room, and writes them with one write.</summary>
    public void Pump() => Pump(MaxFrames);

    /// <summary>Takes at most so many frames of calls.</summary>
    public void Pump(int maxFrames)
    {
        lock (_gate)
        {
            if (_closed)
                return;
            int before = _underWay.Count;
            while (maxFrames-- > 0 && TakeFrame())
            {
                // The next one.
            }

            if (_underWay.Count == before)
                return;
            if (before == 0)
                _headSince = Stopwatch.GetTimestamp();
            Send();
            WatchTime();
        }
    }

    /// <summary>Ends the worker when calls of this job are in it; the others' calls are run again elsewhere.</summary>
    public void KillIfHolding(Job job)
    {
        lock (_gate)
        {
            if (_closed || !_underWay.Any(batch => batch.Job == job))
                return;
            _killed ??= (Allowed: null, Batch: null, Call: 0);
            _process.Kill();
        }
    }

    /// <summary>Ends the worker.</summary>
    public void Kill()
    {
        lock (_gate)
            _killed ??= (Allowed: null, Batch: null, Call: 0);
        _process.Kill();
    }

    public void Dispose()
    {
        _timer.Dispose();
        _payloads?.Dispose();
        _process.Dispose();
    }

    private bool TakeFrame()
    {
        while (_underWay.Count < MaxFrames && _callsUnderWay + BatchSizer.MaxBatch <= MaxCalls && !_payloadUnderWay && _writing.IsCompleted
            && _pool.NextReady(out int inLine) is { } job)
        {
            if (!_free.TryPop(out CallBatch? batch))
                batch = new();
            bool taken = job.Take(batch, _unknown > 0 ? double.NaN : _expected, _callsUnderWay, inLine);
            bool more = _pool.KeepReady(job);
            if (taken)
            {
                Add(batch);
                return true;
            }

            _free.Push(batch);
            if (more)
                return false;
        }

        return false;
    }

    private void Add(CallBatch batch)
    {
        _underWay.Enqueue(batch);
        _callsUnderWay += batch.Count;
        if (double.IsNaN(batch.ExpectedTicks))
            _unknown++;
        else
            _expected += batch.ExpectedTicks;

        ushort workload = NumberOf(batch.Job!.WorkloadName);
        if (batch.Payload is { } payload)
        {
            _payloadUnderWay = true;
            _payloads ??= new(_process.Requests, _pool.Options.SharedMemoryFolders, OnRefused);
            _payloads.Begin(payload, workload, _frames);
            return;
        }

        _frames.AddCalls(workload, FlagsOf(batch), batch.Sizes.AsSpan(0, batch.Count));
    }

    private FrameFlags FlagsOf(CallBatch batch)
    {
        FrameFlags flags = (batch.OneByOne ? FrameFlags.OneByOne : FrameFlags.None) | (batch.Job!.WantsSpans ? FrameFlags.Spans
            : FrameFlags.None);
        TimeSpan? before = _lastTimeout;
        _lastTimeout = batch.Job.Timeout;
        if (_lastTimeout is not { } allowed)
            return flags;

        // The clock of a call starts with the answer before it: none may wait behind a batch's sum, or behind a job that has more time.
        return flags | FrameFlags.Prompt | (before <= allowed ? FrameFlags.None : FrameFlags.AnswersFirst);
    }

    private ushort NumberOf(string name)
    {
        if (!_names.TryGetValue(name, out ushort number))
        {
            number = (ushort)_names.Count;
            _names.Add(name, number);
            _frames.AddName(FrameKind.Name, number, count: 0, name);
        }

        return number;
    }

    /// <summary>Writes the frames. While a full pipe makes them wait, no others are taken, and answers are read all the same.</summary>
    private void Send()
    {
        if (_frames.Length == 0)
            return;
        _writing = WriteAsync();
        if (!_writing.IsCompleted)
            _ = _writing.ContinueWith(_ => Pump(), TaskScheduler.Default);
    }

    private async Task WriteAsync()
    {
        try
        {
            await _process.Requests.WriteAsync(_frames.Memory).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The worker is gone; the reader sees it too, and gives its calls back.
        }

        _frames.Clear();
    }

    /// <summary>One answer; called by the reader.</summary>
    private void OnFrame(FrameHeader header, ReadOnlySpan<byte> body)
    {
        if (header.Kind == FrameKind.Hello)
        {
            StartUp = Stopwatch.GetElapsedTime(_created);
            lock (_gate)
                _headSince = Stopwatch.GetTimestamp();
            _pool.OnReady();
            return;
        }

        if (body.Length < FrameHeader.StampsSize)
            throw new InvalidDataException("A worker's answer came without its time stamps.");
        ReadOnlySpan<long> words = MemoryMarshal.Cast<byte, long>(body);
        (long started, long ended) = (words[0], words[1]);
        lock (_gate)
        {
            switch (header.Kind)
            {
                case FrameKind.Results:
                    OnResults(header.Count, words[2..], started, ended);
                    break;
                case FrameKind.Failure:
                    RemoteFailure failure = RemoteFailure.Read(body);
                    CallBatch failed = Answered(1);
                    failed.Job!.DeliverFailure(failed, new RemoteException(failure.Type, failure.Message, failure.Stack));
                    if (failed.Payload is not null)
                        _payloads!.LetAreaGo();
                    LetGo(failed);
                    break;
                case FrameKind.SharedResult:
                    FinishPayload(_payloads!.ReadShared(header.Count), started, ended);
                    break;
                case FrameKind.AreaMapped:
                    _payloads!.Unname();
                    break;
                default:
                    throw new InvalidDataException($"A pool does not take frames of kind {header.Kind}.");
            }
        }
    }

    /// <summary>The bytes of the call under way could not be sent: it fails, and its worker takes the next.</summary>
    private void OnRefused(Exception reason)
    {
        lock (_gate)
        {
            CallBatch refused = _underWay.Peek();
            refused.Job!.DeliverFailure(refused, reason);
            LetGo(refused);
        }

        Pump();
    }

    private void OnPayload(byte[] bytes, long started, long ended)
    {
        lock (_gate)
            FinishPayload(bytes, started, ended);
    }

    private void OnResults(int count, ReadOnlySpan<long> words, long started, long ended)
    {
        if (count == 0)
            return;
        CallBatch batch = Answered(count);
        batch.Job!.Deliver(batch, words[..count], words[count..], ended - started, _process.Id);
        LetGo(batch);
    }

    private void FinishPayload(byte[] bytes, long started, long ended)
    {
        CallBatch batch = Answered(1);
        batch.Payload!.KeepBytes(bytes, started, ended);
        batch.Payload.Deliver(batch, [bytes.Length], [], ended - started, _process.Id);
        LetGo(batch);
    }

    /// <summary>
    /// The batch whose next calls were answered. They are counted first: who gets the last result may ask for the counts.
    /// </summary>
    private CallBatch Answered(int answers)
    {
        if (!_underWay.TryPeek(out CallBatch? batch) || batch.Count - batch.Done < answers)
            throw new InvalidDataException("A worker answered more calls than it was given.");
        Interlocked.Add(ref _callsDone, answers);
        _headSince = Stopwatch.GetTimestamp();
        return batch;
    }

    /// <summary>Lets a batch go when its last call was answered.</summary>
    private void LetGo(CallBatch batch)
    {
        if (batch.Done < batch.Count)
            return;

        _underWay.Dequeue();
        _callsUnderWay -= batch.Count;
        if (double.IsNaN(batch.ExpectedTicks))
            _unknown--;
        else
            _expected = _underWay.Count == 0 ? 0 : _expected - batch.ExpectedTicks;
        if (batch.Payload is not null)
            _payloadUnderWay = false;
        batch.Job = null;
        _free.Push(batch);
    }

    private void GiveBack(WorkerEnd end)
    {
        CallBatch[] left;
        lock (_gate)
        {
            left = [.. _underWay];
            _underWay.Clear();
        }

        // Whose doing it was: nobody's when the pool ended it for its own reasons, the running call's otherwise.
        WorkerEnd? blamed = _killed switch
        {
            null => StartUp is null ? null : end,
            { Allowed: { } allowed } killed when left.Length > 0 && killed.Batch == left[0]
                && killed.Call == left[0].Done => end with { TimedOut = allowed },
            _ => null,
        };
        for (int i = 0; i < left.Length; i++)
            left[i].Job!.GiveBack(left[i], i == 0 ? blamed : null);
    }

    private void WatchTime()
    {
        if (!_timing && !_closed && _underWay.TryPeek(out CallBatch? head) && head.Job!.Timeout is { } allowed)
            Watch(allowed);
    }

    private void Watch(TimeSpan due)
    {
        _timing = true;
        _timer.Change((long)Math.Ceiling(due.TotalMilliseconds) + 1, Timeout.Infinite);
    }

    /// <summary>Ends the worker when the call that it is in has had its time: none of its answers has come for so long.</summary>
    private void CheckTime()
    {
        lock (_gate)
        {
            _timing = false;
            if (_closed || !_underWay.TryPeek(out CallBatch? head) || head.Job!.Timeout is not { } allowed)
                return;

            TimeSpan taken = StartUp is null ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_headSince);
            if (taken < allowed)
            {
                Watch(allowed - taken);
                return;
            }

            if (_overdueSince != _headSince)
            {
                _overdueSince = _headSince;
                Watch(s_secondLook);
                return;
            }

            _killed ??= (allowed, head, head.Done);
            _process.Kill();
        }
    }
}
