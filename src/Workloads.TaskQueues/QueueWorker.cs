using System.Diagnostics;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Workloads.Models;
using Workloads.Processes;
using Workloads.TaskQueues.Dispatch;
using Workloads.TaskQueues.Links;
using Workloads.TaskQueues.Wire;

namespace Workloads.TaskQueues;

/// <summary>
/// A machine that takes frames of calls from a queue, runs them in a process pool of its own, and answers. A frame is
/// acknowledged once its answer is confirmed, so that a machine that dies loses nothing; a call that ends its process is an
/// answer, so that it takes no other along.
/// </summary>
internal sealed class QueueWorker : IAsyncDisposable
{
    /// <summary>A channel that ends takes those acknowledgements along which the queue has not taken yet.</summary>
    private static readonly TimeSpan s_lastAcknowledgements = TimeSpan.FromMilliseconds(100);

    private readonly QueueWorkerOptions _options;
    private readonly Topology _topology;
    private readonly ProcessPool _pool;
    private readonly RunsHere _runs = new();
    private readonly Prefetch _prefetch;
    private readonly SemaphoreSlim _consuming = new(1);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private BrokerLink? _link;
    private Subscription? _frames;
    private int _held;
    private volatile bool _stopping;

    private QueueWorker(QueueWorkerOptions options, ProcessPool pool)
    {
        _options = options;
        _topology = new(FleetName.Checked(options.Fleet));
        _pool = pool;
        _prefetch = new(options.Cores);
    }

    /// <summary>The pool that runs its calls.</summary>
    public ProcessPool Pool => _pool;

    /// <summary>Ends when its pool cannot go on; the machine is of no use then.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>Starts a machine, and returns when it takes calls.</summary>
    /// <exception cref="QueueFailedException">The broker cannot be reached, or does not do what is asked; the message says why.</exception>
    /// <exception cref="InvalidOperationException">Worker processes cannot be started here.</exception>
    public static async Task<QueueWorker> StartAsync(BrokerAddress address, QueueWorkerOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        options ??= new();
        ProcessPool pool = await ProcessPool.StartAsync(
            new ProcessPoolOptions { Workers = options.Cores, AllowFaults = options.AllowFaults }, cancellationToken).ConfigureAwait(false);
        var worker = new QueueWorker(options, pool);
        try
        {
            worker._link = await BrokerLink.OpenAsync(address, $"machine {options.Name}", worker.SetUpAsync, failsWhenBlocked: false,
                cancellationToken).ConfigureAwait(false);
            return worker;
        }
        catch
        {
            await worker.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes no further frame, and returns when those that it holds are answered.</summary>
    /// <param name="cancellationToken">Leaves them unanswered: another machine gets them.</param>
    public async Task FinishAsync(CancellationToken cancellationToken = default)
    {
        _stopping = true;
        await ConsumeAsync(_link?.Session, cancellationToken).ConfigureAwait(false);
        while (Volatile.Read(ref _held) > 0)
            await Task.Delay(1, cancellationToken).ConfigureAwait(false);
        if (_link?.Session is { } session)
            await session.Acknowledger.FlushAsync().ConfigureAwait(false);
        await Task.Delay(s_lastAcknowledgements, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_link is not null)
            await _link.DisposeAsync().ConfigureAwait(false);
        await _pool.DisposeAsync().ConfigureAwait(false);
        _consuming.Dispose();
    }

    private async Task SetUpAsync(BrokerSession session, CancellationToken cancellationToken)
    {
        await _topology.DeclareAsync(session.Channel, cancellationToken).ConfigureAwait(false);
        var listener = new AsyncEventingBasicConsumer(session.Channel);
        listener.ReceivedAsync += (_, word) => OnWordAsync(session, word);
        await _topology.ListenAsync(session.Channel, listener, cancellationToken).ConfigureAwait(false);
        _frames = null;
        await ConsumeAsync(session, cancellationToken).ConfigureAwait(false);
        await AnnounceAsync(session).ConfigureAwait(false);
    }

    /// <summary>Asks for as many frames as are wanted by now; for none when the machine is to stop.</summary>
    private async Task ConsumeAsync(BrokerSession? session, CancellationToken cancellationToken)
    {
        if (session is null)
            return;
        await _consuming.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_frames is not null)
                await _frames.CancelAsync(cancellationToken).ConfigureAwait(false);
            _frames = _stopping
                ? null
                : await Subscription.StartAsync(session, _topology.Calls, _prefetch.Frames,
                    (delivery, open) => OnFrameAsync(session, delivery, open), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _consuming.Release();
        }
    }

    private Task AnnounceAsync(BrokerSession session) => session.Channel.BasicPublishAsync(
        _topology.Control, "", mandatory: false, Words.Announce(Machine.OfThisVersion(_options.Name, _options.Cores)), default,
        CancellationToken.None).AsTask();

    private async Task OnWordAsync(BrokerSession session, BasicDeliverEventArgs word)
    {
        if (Words.GivenUpIn(word.BasicProperties) is { } run)
            _runs.GiveUp(run);
        else if (word.BasicProperties.Type == Words.Census && !_stopping)
            await AnnounceAsync(session).ConfigureAwait(false);
    }

    private Task OnFrameAsync(BrokerSession session, BasicDeliverEventArgs delivery, Acknowledger.Delivery open)
    {
        Interlocked.Increment(ref _held);
        try
        {
            CallFrame frame = CallFrame.Read(delivery.Body.Span);
            (Calls calls, string replyTo) =
                (CallsOf(frame), delivery.BasicProperties.ReplyTo ?? throw new FrameException("it does not say where its answer is to go"));
            _ = HandleAsync(session, open, () => AnswerAsync(frame, calls, replyTo, delivery.Redelivered));
        }
        catch (Exception refusal) when (refusal is FrameException or ArgumentException)
        {
            // What is refused is copied, since its bytes are the client library's again once this returns.
            byte[] body = delivery.Body.ToArray();
            string reason = refusal.Message.Split('\n', 2)[0];
            _ = HandleAsync(session, open, () => BuryAsync(delivery, body, reason));
        }

        return Task.CompletedTask;
    }

    private Calls CallsOf(CallFrame frame)
    {
        Workload workload = Workload.All.Concat(_options.AllowFaults ? Faults.All : [])
            .FirstOrDefault(known => known.Name == frame.Workload)
            ?? throw new FrameException($"this machine knows no workload named '{frame.Workload}'");
        return frame.Sizes.Length == 1 ? new(workload, frame.Sizes[0], frame.Count) : new(workload, frame.Sizes);
    }

    /// <summary>Does what a frame asks for, and acknowledges it then.</summary>
    private async Task HandleAsync(BrokerSession session, Acknowledger.Delivery open, Func<Task> handle)
    {
        try
        {
            await handle().ConfigureAwait(false);
            await session.Acknowledger.DoneAsync(open).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not ObjectDisposedException)
        {
            _ended.TrySetException(exception);
        }
        finally
        {
            Interlocked.Decrement(ref _held);
        }
    }

    private async Task AnswerAsync(CallFrame frame, Calls calls, string replyTo, bool redelivered)
    {
        if (_runs.Enter(frame.Run) is not { } givenUp)
            return;
        try
        {
            long started = Stopwatch.GetTimestamp();
            CallOutcome[] outcomes = await RunAsync(calls, givenUp).ConfigureAwait(false);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
            await _link!.PublishAsync("", replyTo, new() { Persistent = true },
                Reply(frame, calls, outcomes, elapsed, redelivered).ToBytes(), givenUp).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (givenUp.IsCancellationRequested)
        {
        }
        catch (PublishReturnException)
        {
            // The client is gone, and its queue with it.
            _runs.GiveUp(frame.Run);
        }
        finally
        {
            _runs.Leave(frame.Run);
        }
    }

    private async Task<CallOutcome[]> RunAsync(Calls calls, CancellationToken cancellationToken)
    {
        _prefetch.Enter();
        try
        {
            return await _pool.MapAsync(calls, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (_prefetch.Leave())
                _ = AskAgainAsync();
        }
    }

    private ReplyFrame Reply(CallFrame frame, Calls calls, CallOutcome[] outcomes, TimeSpan elapsed, bool redelivered)
    {
        var results = new long[outcomes.Length];
        List<CallFailure>? failures = null;
        for (int i = 0; i < outcomes.Length; i++)
        {
            results[i] = outcomes[i].Value;
            if (outcomes[i].Error is { } error)
                (failures ??= []).Add(CallFailure.Of(i, error));
        }

        double cost = calls.AreUniform ? _pool.CostOf(calls.Workload, calls.SizeOf(0)) * TimeSpan.TicksPerSecond : double.NaN;
        if (double.IsNaN(cost))
            cost = (double)elapsed.Ticks * Math.Min(_options.Cores, outcomes.Length) / outcomes.Length;
        return new(frame.Run, frame.First, _options.Name, redelivered, elapsed.Ticks, cost, results, failures ?? []);
    }

    private Task BuryAsync(BasicDeliverEventArgs delivery, byte[] body, string reason) =>
        _link!.PublishAsync(_topology.Dead, delivery.RoutingKey, Burial.For(delivery.BasicProperties, reason), body,
            CancellationToken.None);

    private async Task AskAgainAsync()
    {
        try
        {
            await ConsumeAsync(_link?.Session, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RabbitMQClientException or IOException or OperationCanceledException
            or ObjectDisposedException)
        {
            // The session was lost, and the next begins with the right number.
        }
    }
}
