using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using RabbitMQ.Client;
using Workloads.Models;
using Workloads.TaskQueues.Links;
using Workloads.TaskQueues.Wire;

namespace Workloads.TaskQueues.Dispatch;

/// <summary>One run on its way over the queue: frames are cut and sent, so many at a time, and each is answered once.</summary>
internal sealed class QueueRun : IDisposable
{
    /// <summary>Messages that are sent and not answered: what hides the way there and back.</summary>
    private const int MinWindow = 512, WindowPerCore = 128;

    /// <summary>The run looks this often whether answers come.</summary>
    private static readonly TimeSpan s_lookout = TimeSpan.FromSeconds(1);

    /// <summary>How long no answer may come while no machine is there.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private readonly Topology _topology;
    private readonly BrokerLink _link;
    private readonly RunContext _context;
    private readonly FrameSizer _sizer;
    private readonly int[]? _order;
    private readonly BasicProperties _properties;
    private readonly string _client;
    private readonly int _window, _guessWindow;
    private readonly Channel<bool> _answered =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<int, int> _pending = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop;
    private long _answers;
    private int _open = 1;

    public QueueRun(QueueModelOptions options, Topology topology, BrokerLink link, string client, int cores, double knownCost,
        RunContext context)
    {
        _topology = topology;
        _link = link;
        _client = client;
        _context = context;
        _sizer = new(cores, context.Calls.AreUniform, knownCost, options.CallsPerMessage);
        _order = LargestFirst(context.Calls);
        _properties = new() { Persistent = true, ReplyTo = topology.Replies(client), Type = "calls" };
        _window = Math.Max(MinWindow, WindowPerCore * cores);
        _guessWindow = 2 * cores;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(context.Token);
    }

    /// <summary>What tells its frames from another run's.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    /// <summary>Messages that it has sent.</summary>
    public long Messages { get; private set; }

    /// <summary>What one of its calls costs, in units of 100 ns; NaN when nobody knows.</summary>
    public double Cost => _sizer.Cost;

    /// <summary>Runs all calls; their results go to the run's context.</summary>
    /// <exception cref="QueueFailedException">The broker, or whoever should take the calls, fails; the message says how.</exception>
    /// <returns>Whether it came to its end; its calls are not wanted any more when it did not.</returns>
    public async Task<bool> RunAsync()
    {
        Task watching = WatchAsync();
        try
        {
            await SendAllAsync().ConfigureAwait(false);
            Close();
            await _ended.Task.WaitAsync(_stop.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (_context.Token.IsCancellationRequested)
        {
            _context.Fail(caller: 0, new OperationCanceledException(_context.Token));
            await GiveUpAsync().ConfigureAwait(false);
            return false;
        }
        catch (OperationCanceledException)
        {
            await GiveUpAsync().ConfigureAwait(false);
            await _ended.Task.ConfigureAwait(false); // Throws what it failed with.
            return false;
        }
        finally
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
        }
    }

    /// <summary>Keeps what came of a frame.</summary>
    /// <param name="reply">The answer.</param>
    /// <param name="machine">The number of the machine.</param>
    /// <returns>Whether it is the first answer to this frame.</returns>
    public bool Keep(ReplyFrame reply, int machine)
    {
        if (!_pending.TryGetValue(reply.First, out int count) || count != reply.Results.Length || !_pending.TryRemove(reply.First, out _))
            return false;

        long now = Stopwatch.GetTimestamp(),
            start = now - (long)(reply.ElapsedTicks / (double)TimeSpan.TicksPerSecond * Stopwatch.Frequency);
        for (int i = 0; i < count; i++)
        {
            int caller = CallerAt(reply.First + i);
            _context.Keep(caller, reply.Results[i]);
            _context.KeepSpan(caller, machine, start, now);
        }

        foreach (CallFailure failure in reply.Failures)
        {
            int caller = CallerAt(reply.First + failure.Place);
            _context.Fail(caller, failure.ToException(caller));
        }

        _sizer.Learn(count, reply.CallTicks);
        Leave();
        return true;
    }

    /// <summary>A frame was put aside, and nobody will answer it.</summary>
    public void KeepBurial(CallFrame frame, string reason)
    {
        if (!_pending.TryRemove(frame.First, out _))
            return;
        int caller = CallerAt(frame.First);
        string which = frame.Count == 1 ? Invariant($"Call {caller} was") : Invariant($"The {frame.Count:N0} calls from {caller} on were");
        _context.Fail(caller, new QueueFailedException($"{which} put aside among the dead letters: {reason}."));
        Leave();
    }

    public void Dispose() => _stop.Dispose();

    private int CallerAt(int place) => _order is null ? place : _order[place];

    private async Task SendAllAsync()
    {
        for (int next = 0; next < _context.Count;)
        {
            _stop.Token.ThrowIfCancellationRequested();
            while (Volatile.Read(ref _open) > (_sizer.IsGuessing ? _guessWindow : _window))
                await _answered.Reader.ReadAsync(_stop.Token).ConfigureAwait(false);
            int first = next, wanted = _sizer.Next(_context.Count - first);
            while (next < first + wanted && !_context.IsStopped(CallerAt(next)))
                next++;
            if (next > first)
                Send(first, next - first);
            if (next < first + wanted)
                next++; // Left out, since one before it failed.
        }
    }

    private void Send(int first, int count)
    {
        Interlocked.Increment(ref _open);
        _pending[first] = count;
        Messages++;
        _ = PublishAsync(FrameOf(first, count));
    }

    private CallFrame FrameOf(int first, int count)
    {
        Calls calls = _context.Calls;
        long[] sizes = calls.AreUniform ? [calls.SizeOf(0)]
            : [.. Enumerable.Range(first, count).Select(place => calls.SizeOf(CallerAt(place)))];
        return new(Id, first, count, calls.Workload.Name, sizes);
    }

    private async Task PublishAsync(CallFrame frame)
    {
        try
        {
            await _link.PublishAsync(_topology.Calls, _client, _properties, frame.ToBytes(), _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
    }

    private void Leave()
    {
        Interlocked.Increment(ref _answers);
        Close();
        _answered.Writer.TryWrite(true);
    }

    private void Close()
    {
        if (Interlocked.Decrement(ref _open) == 0)
            _ended.TrySetResult();
    }

    private void Fail(Exception failure)
    {
        if (_ended.TrySetException(QueueFailedException.Of(failure, _link.Address)))
            _stop.Cancel();
    }

    /// <summary>
    /// While no answer comes, it asks who is there: an alarm shows when something is published, and a run that nobody serves
    /// ends.
    /// </summary>
    private async Task WatchAsync()
    {
        long seen = -1, since = Environment.TickCount64;
        try
        {
            while (true)
            {
                await Task.Delay(s_lookout, _stop.Token).ConfigureAwait(false);
                if (Interlocked.Read(ref _answers) is var answers && answers != seen)
                    (seen, since) = (answers, Environment.TickCount64);
                else
                    await LookAsync(TimeSpan.FromMilliseconds(Environment.TickCount64 - since)).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
    }

    private async Task LookAsync(TimeSpan still)
    {
        await _link.PublishAsync(_topology.Control, "", Words.AskWhoIsThere(), default, _stop.Token).ConfigureAwait(false);
        if (still < s_patience)
            return;
        BrokerSession session = await _link.CurrentAsync(_stop.Token).ConfigureAwait(false);
        if (await session.Channel.ConsumerCountAsync(_topology.Calls, _stop.Token).ConfigureAwait(false) == 0)
            throw new QueueFailedException(
                Invariant($"No machine has taken a call from the broker at {_link.Address} for {s_patience.TotalMinutes:N0} min."));
    }

    private async Task GiveUpAsync()
    {
        try
        {
            if (_link.Session is { Blocked: null } session)
                await session.PublishAsync(_topology.Control, "", Words.GiveUp(Id), default, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or IOException
            or RabbitMQ.Client.Exceptions.RabbitMQClientException)
        {
            // Machines learn it when they announce themselves.
        }
    }

    /// <summary>Longest processing time first (Graham 1969), as far as a larger size means a longer call.</summary>
    private static int[]? LargestFirst(Calls calls)
    {
        if (calls.AreUniform)
            return null;
        int[] order = [.. Enumerable.Range(0, calls.Count)];
        long[] keys = [.. order.Select(caller => -calls.SizeOf(caller))];
        Array.Sort(keys, order);
        return order;
    }
}
