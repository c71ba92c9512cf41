using System.Globalization;
using System.Text;
using RabbitMQ.Client;
using Workloads.TaskQueues.Dispatch;
using Workloads.TaskQueues.Links;

namespace Workloads.TaskQueues.Tasks;

/// <summary>
/// Tasks on a broker: a queue of those to be done, a queue for each retry in which a task rests until its time to live is over,
/// and a queue of the dead.
/// </summary>
internal sealed class BrokerTaskQueue : TaskQueue
{
    private readonly BrokerAddress _address;
    private readonly List<IAsyncDisposable> _open = [];
    private readonly List<BrokerSchedule> _schedules = [];
    private BrokerLink? _link;

    private BrokerTaskQueue(BrokerAddress address, string name, TaskQueueOptions options)
        : base(name, options)
    {
        _address = address;
        Ready = $"{FleetName.Default}.tasks.{name}";
    }

    /// <summary>The name of the queue of tasks to be done.</summary>
    public string Ready { get; }

    /// <summary>The name of the queue of the dead.</summary>
    public string Dead => $"{Ready}.dead";

    public BrokerLink Link => _link!;

    public static async Task<BrokerTaskQueue> OpenAsync(BrokerAddress address, string name, TaskQueueOptions options,
        CancellationToken cancellationToken)
    {
        var queue = new BrokerTaskQueue(address, name, options);
        queue._link = await BrokerLink.OpenAsync(address, $"tasks {name}", (session, token) => queue.DeclareAsync(session.Channel, token),
            failsWhenBlocked: true, cancellationToken).ConfigureAwait(false);
        return queue;
    }

    public override Task PutAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Link.PublishAsync("", Ready, TaskProperties.For(attempt: 1, DateTimeOffset.UtcNow), Encoding.UTF8.GetBytes(text),
            cancellationToken);
    }

    public override async Task<IAsyncDisposable> DoAsync(Func<QueuedTask, Task> work, int atOnce = 1,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentOutOfRangeException.ThrowIfLessThan(atOnce, 1);
        return Keep(await BrokerDoer.StartAsync(_address, this, work, atOnce, cancellationToken).ConfigureAwait(false));
    }

    public override async Task<long> CountAsync(CancellationToken cancellationToken = default)
    {
        BrokerSession session = await Link.CurrentAsync(cancellationToken).ConfigureAwait(false);
        return await session.Channel.MessageCountAsync(Ready, cancellationToken).ConfigureAwait(false);
    }

    internal override async Task<IReadOnlyList<DeadTask>> TakeDeadAsync(CancellationToken cancellationToken = default)
    {
        BrokerSession session = await Link.CurrentAsync(cancellationToken).ConfigureAwait(false);
        List<DeadTask> dead = [];
        while (await session.Channel.BasicGetAsync(Dead, autoAck: true, cancellationToken).ConfigureAwait(false) is { } letter)
        {
            QueuedTask task = TaskProperties.Read(letter.BasicProperties, letter.Body.Span);
            dead.Add(new(task.Text, Burial.ReasonIn(letter.BasicProperties) ?? "", task.Attempt));
        }

        return dead;
    }

    public override async Task<PeriodicSchedule> ScheduleAsync(string name, TimeSpan every, CancellationToken cancellationToken = default)
    {
        BrokerSchedule schedule =
            Keep(await BrokerSchedule.StartAsync(_address, Ready, name, every, cancellationToken).ConfigureAwait(false));
        _schedules.Add(schedule);
        return schedule;
    }

    public override async Task DeleteAsync(CancellationToken cancellationToken = default)
    {
        await EndAllAsync().ConfigureAwait(false);
        IChannel channel = (await Link.CurrentAsync(cancellationToken).ConfigureAwait(false)).Channel;
        foreach (string queue in (IEnumerable<string>)[Ready, Dead, .. Enumerable.Range(1, Options.RetryAfter.Count).Select(Resting),
            .. _schedules.Select(schedule => schedule.Marker)])
            await channel.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
        foreach (BrokerSchedule schedule in _schedules)
            await channel.ExchangeDeleteAsync(schedule.Exchange, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask DisposeAsync()
    {
        await EndAllAsync().ConfigureAwait(false);
        await Link.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A task that failed rests before its next attempt, or is dead after its last.</summary>
    public Task FailAsync(BrokerLink link, QueuedTask task, string reason)
    {
        byte[] body = Encoding.UTF8.GetBytes(task.Text);
        return task.Attempt > Options.RetryAfter.Count
            ? link.PublishAsync("", Dead, Burial.For(TaskProperties.For(task.Attempt, task.PutAt), reason), body, CancellationToken.None)
            : link.PublishAsync("", Resting(task.Attempt), TaskProperties.For(task.Attempt + 1, task.PutAt), body, CancellationToken.None);
    }

    /// <summary>Declares all that it needs; whoever comes first does it.</summary>
    public async Task DeclareAsync(IChannel channel, CancellationToken cancellationToken)
    {
        await channel.DeclareQuorumQueueAsync(Dead, [], cancellationToken).ConfigureAwait(false);
        await channel.DeclareQuorumQueueAsync(Ready, DeadLettersTo(Dead), cancellationToken).ConfigureAwait(false);
        for (int retry = 1; retry <= Options.RetryAfter.Count; retry++)
        {
            Dictionary<string, object?> arguments = DeadLettersTo(Ready);
            arguments["x-message-ttl"] = (int)Options.RetryAfter[retry - 1].TotalMilliseconds;
            await channel.DeclareQuorumQueueAsync(Resting(retry), arguments, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The queue in which tasks rest after so many attempts; one for each delay, since a queue's messages leave it in their order.
    /// </summary>
    private string Resting(int attempt) =>
        Invariant($"{Ready}.retry-{attempt.ToString(CultureInfo.InvariantCulture)}-after-{(long)Options.RetryAfter[attempt - 1].TotalMilliseconds}-ms");

    private static Dictionary<string, object?> DeadLettersTo(string queue) => new()
    {
        ["x-delivery-limit"] = Topology.DeliveryLimit,
        ["x-dead-letter-exchange"] = "",
        ["x-dead-letter-routing-key"] = queue,

        // Only then does a message stay in the one queue until the other has it; it takes a queue that refuses when it is full.
        ["x-dead-letter-strategy"] = "at-least-once",
        ["x-overflow"] = "reject-publish",
    };

    private async Task EndAllAsync()
    {
        foreach (IAsyncDisposable open in _open)
            await open.DisposeAsync().ConfigureAwait(false);
        _open.Clear();
    }

    private T Keep<T>(T opened)
        where T : IAsyncDisposable
    {
        _open.Add(opened);
        return opened;
    }
}
