using System.Collections.Concurrent;
using System.Globalization;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Workloads.TaskQueues.Links;
using Workloads.TaskQueues.Wire;

namespace Workloads.TaskQueues.Dispatch;

/// <summary>
/// The sender's side of a fleet's queue: its connection, its queue of answers, the runs that wait for them, and the machines that are
/// there.
/// </summary>
internal sealed class Client : IAsyncDisposable
{
    private const ushort AnswersAhead = 512;

    private static readonly TimeSpan s_censusStep = TimeSpan.FromMilliseconds(20);

    /// <summary>How long machines that take calls may be silent about themselves.</summary>
    private static readonly TimeSpan s_censusLimit = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<Guid, QueueRun> _runs = new();
    private readonly ConcurrentQueue<Guid> _givenUp = new();
    private BrokerLink? _link;
    private long _messages, _answers, _duplicates, _redeliveries;

    private Client(string fleet) => Topology = new(FleetName.Checked(fleet));

    public Topology Topology { get; }

    /// <summary>What tells it from other clients.</summary>
    public string Name { get; } = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);

    public BrokerLink Link => _link!;

    /// <summary>The machines that have announced themselves, each with the number in which it came.</summary>
    public ConcurrentDictionary<string, (Machine Machine, int Number)> Machines { get; } = new();

    public long Messages => Interlocked.Read(ref _messages) + _runs.Values.Sum(run => run.Messages);

    public long Answers => Interlocked.Read(ref _answers);

    public long Duplicates => Interlocked.Read(ref _duplicates);

    public long Redeliveries => Interlocked.Read(ref _redeliveries);

    public static async Task<Client> ConnectAsync(BrokerAddress address, string fleet, CancellationToken cancellationToken)
    {
        var client = new Client(fleet);
        client._link = await BrokerLink.OpenAsync(address, $"client {client.Name}", client.SetUpAsync, failsWhenBlocked: true,
            cancellationToken).ConfigureAwait(false);
        return client;
    }

    /// <summary>Counts the cores of all machines that take calls.</summary>
    /// <exception cref="QueueFailedException">There is none, or one of another version.</exception>
    public async Task<int> CountCoresAsync(TimeSpan waitForFirst, CancellationToken cancellationToken)
    {
        await Link.PublishAsync(Topology.Control, "", Words.AskWhoIsThere(), default, cancellationToken).ConfigureAwait(false);
        for (long start = Environment.TickCount64; ;)
        {
            TimeSpan waited = TimeSpan.FromMilliseconds(Environment.TickCount64 - start);
            BrokerSession session = await Link.CurrentAsync(cancellationToken).ConfigureAwait(false);
            uint consumers = await session.Channel.ConsumerCountAsync(Topology.Calls, cancellationToken).ConfigureAwait(false);
            if (Machines.Values.FirstOrDefault(known => !known.Machine.IsOfThisVersion).Machine is { } other)
                throw new QueueFailedException(
                    Invariant($"The machine {other.Name} speaks version {other.Version} of the frames, and this library version {FrameWriter.Version}."));
            if (!Machines.IsEmpty && (Machines.Count >= consumers || waited > s_censusLimit))
                return Machines.Values.Sum(known => known.Machine.Cores);
            if (Machines.IsEmpty
                && waited > (consumers > 0 ? TimeSpan.FromTicks(Math.Max(waitForFirst.Ticks, s_censusLimit.Ticks)) : waitForFirst))
                throw new QueueFailedException($"No machine takes calls from the broker at {Link.Address}. One is started there, or anywhere, by: dotnet run -c Release --project src/Workloads.TaskQueues -- worker");
            await Task.Delay(s_censusStep, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs a run.</summary>
    public async Task RunAsync(QueueRun run)
    {
        _runs[run.Id] = run;
        bool done = false;
        try
        {
            done = await run.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            if (!done)
                _givenUp.Enqueue(run.Id);
            Interlocked.Add(ref _messages, run.Messages);
            _runs.TryRemove(run.Id, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_link is null)
            return;
        try
        {
            if (_link.Session is { Blocked: null } session)
                await session.Channel.QueueDeleteAsync(Topology.Replies(Name), ifUnused: false, ifEmpty: false).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RabbitMQClientException or IOException or OperationCanceledException
            or TimeoutException or ObjectDisposedException)
        {
            // It expires by itself.
        }

        await _link.DisposeAsync().ConfigureAwait(false);
    }

    private async Task SetUpAsync(BrokerSession session, CancellationToken cancellationToken)
    {
        IChannel channel = session.Channel;
        await Topology.DeclareAsync(channel, cancellationToken).ConfigureAwait(false);
        await Topology.DeclareRepliesAsync(channel, Name, cancellationToken).ConfigureAwait(false);
        var listener = new AsyncEventingBasicConsumer(channel);
        listener.ReceivedAsync += (_, word) => OnWordAsync(session, word);
        await Topology.ListenAsync(channel, listener, cancellationToken).ConfigureAwait(false);

        await Subscription.StartAsync(
            session,
            Topology.Replies(Name),
            AnswersAhead,
            (delivery, open) =>
            {
                OnAnswer(delivery);
                return session.Acknowledger.DoneAsync(open);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task OnWordAsync(BrokerSession session, BasicDeliverEventArgs word)
    {
        if (Words.AnnouncementIn(word.BasicProperties) is not { } machine)
            return;
        bool isNew = !Machines.ContainsKey(machine.Name);
        NumberOf(machine.Name, machine);

        // Who comes later has missed which runs were given up, and finds their frames in the queue.
        foreach (Guid run in isNew ? _givenUp.ToArray() : [])
            await session.Channel.BasicPublishAsync(Topology.Control, "", mandatory: false, Words.GiveUp(run),
                default(ReadOnlyMemory<byte>)).ConfigureAwait(false);
    }

    private int NumberOf(string name, Machine machine) => Machines.GetOrAdd(name, _ => (machine, Machines.Count)).Number;

    private void OnAnswer(BasicDeliverEventArgs delivery)
    {
        try
        {
            if (Burial.ReasonIn(delivery.BasicProperties) is { } reason)
            {
                CallFrame buried = CallFrame.Read(delivery.Body.Span);
                if (_runs.TryGetValue(buried.Run, out QueueRun? owner))
                    owner.KeepBurial(buried, reason);
                return;
            }

            ReplyFrame reply = ReplyFrame.Read(delivery.Body.Span);
            if (reply.Redelivered)
                Interlocked.Increment(ref _redeliveries);
            int machine = NumberOf(reply.Machine, Machine.OfThisVersion(reply.Machine, 1));
            bool first = _runs.TryGetValue(reply.Run, out QueueRun? run) && run.Keep(reply, machine);
            Interlocked.Increment(ref first ? ref _answers : ref _duplicates);
        }
        catch (FrameException)
        {
            // Not an answer of ours: nobody waits for it.
        }
    }
}
