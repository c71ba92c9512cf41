using System.Globalization;
using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Workloads.TaskQueues.Links;

namespace Workloads.TaskQueues.Tasks;

/// <summary>
/// Schedules that know of each other by the broker. An exclusive queue is the leader's lock: it ends with the leader's
/// connection, over which the leader puts the tasks, so that who has lost the lock can put no more. A tick is one message that an
/// exchange hands to the tasks and to a queue of length one, which tells the next leader where to go on.
/// </summary>
internal sealed class BrokerSchedule : PeriodicSchedule
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    private readonly BrokerAddress _address;
    private readonly string _tasks, _lock;
    private readonly CancellationTokenSource _end = new();
    private Task _following = Task.CompletedTask;

    private BrokerSchedule(BrokerAddress address, string tasks, string name, TimeSpan every)
        : base(name, every)
    {
        _address = address;
        _tasks = tasks;
        Exchange = $"{tasks}.schedule.{name}";
        Marker = $"{Exchange}.last";
        _lock = $"{Exchange}.leader";
    }

    /// <summary>Where ticks go, to be handed on to the tasks and to the marker.</summary>
    public string Exchange { get; }

    /// <summary>The queue that holds the last tick.</summary>
    public string Marker { get; }

    public static async Task<BrokerSchedule> StartAsync(BrokerAddress address, string tasks, string name, TimeSpan every,
        CancellationToken cancellationToken)
    {
        var schedule = new BrokerSchedule(address, tasks, name, every);
        try
        {
            BrokerSession session = await BrokerSession.OpenAsync(address, $"schedule {name}", cancellationToken).ConfigureAwait(false);
            await schedule.DeclareAsync(session.Channel, cancellationToken).ConfigureAwait(false);
            schedule._following = Task.Run(() => FollowAsync(schedule, session), CancellationToken.None);
            return schedule;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw QueueFailedException.Of(failure, address);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested)
            return;
        await _end.CancelAsync().ConfigureAwait(false);
        await _following.ConfigureAwait(false);
    }

    private async Task DeclareAsync(IChannel channel, CancellationToken cancellationToken)
    {
        await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        await channel.DeclareQuorumQueueAsync(Marker, new() { ["x-max-length"] = 1, ["x-overflow"] = "drop-head" }, cancellationToken)
            .ConfigureAwait(false);
        await channel.QueueBindAsync(Marker, Exchange, "", cancellationToken: cancellationToken).ConfigureAwait(false);
        await channel.QueueBindAsync(_tasks, Exchange, "", cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private static async Task FollowAsync(BrokerSchedule schedule, BrokerSession? session)
    {
        while (!schedule._end.IsCancellationRequested)
        {
            try
            {
                session ??= await BrokerSession.OpenAsync(schedule._address, $"schedule {schedule.Name}", schedule._end.Token)
                    .ConfigureAwait(false);
                await schedule.TakeTurnAsync(session).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is RabbitMQClientException or IOException or OperationCanceledException
                or TimeoutException or ObjectDisposedException)
            {
                // Another one leads, or the broker is out of reach: it is tried again.
            }

            // A connection on which the lock was refused has a closed channel; so each turn has one of its own.
            if (session is not null)
                await session.CloseAsync().ConfigureAwait(false);
            session = null;
            await Task.WhenAny(Task.Delay(s_pause, schedule._end.Token)).ConfigureAwait(false);
        }
    }

    private async Task TakeTurnAsync(BrokerSession session)
    {
        using var turn = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        _ = session.Lost.ContinueWith(_ => turn.CancelAsync(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        await session.Channel.QueueDeclareAsync(_lock, durable: false, exclusive: true, autoDelete: true, cancellationToken: turn.Token)
            .ConfigureAwait(false);

        // It is not acknowledged: when this leader ends before its first tick, the next one finds it again.
        BasicGetResult? marker = await session.Channel.BasicGetAsync(Marker, autoAck: false, turn.Token).ConfigureAwait(false);
        await LeadAsync(LastTickIn(marker), tick => PutAsync(session, tick, turn.Token), turn.Token).ConfigureAwait(false);
    }

    private long? LastTickIn(BasicGetResult? marker) =>
        marker is not null && DateTimeOffset.TryParse(TaskProperties.Read(marker.BasicProperties, marker.Body.Span).Text,
            CultureInfo.InvariantCulture, out DateTimeOffset last)
            ? last.UtcTicks / Every.Ticks
            : null;

    private Task PutAsync(BrokerSession session, long tick, CancellationToken cancellationToken) =>
        session.PublishAsync(Exchange, "", TaskProperties.For(attempt: 1, DateTimeOffset.UtcNow), Encoding.UTF8.GetBytes(TextOf(tick)),
            cancellationToken);
}
