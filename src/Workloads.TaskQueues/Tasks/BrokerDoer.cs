using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Workloads.TaskQueues.Links;

namespace Workloads.TaskQueues.Tasks;

/// <summary>Does a queue's tasks, each acknowledged once it is done or has gone where failed ones go.</summary>
internal sealed class BrokerDoer : IAsyncDisposable
{
    private readonly BrokerTaskQueue _queue;
    private readonly Func<QueuedTask, Task> _work;
    private readonly int _atOnce;
    private BrokerLink? _link;
    private string? _consumer;
    private int _doing;
    private volatile bool _ending;

    private BrokerDoer(BrokerTaskQueue queue, Func<QueuedTask, Task> work, int atOnce)
    {
        _queue = queue;
        _work = work;
        _atOnce = Math.Min(atOnce, ushort.MaxValue);
    }

    public static async Task<BrokerDoer> StartAsync(
        BrokerAddress address, BrokerTaskQueue queue, Func<QueuedTask, Task> work, int atOnce, CancellationToken cancellationToken)
    {
        var doer = new BrokerDoer(queue, work, atOnce);
        doer._link = await BrokerLink.OpenAsync(address, $"does {queue.Name}", doer.SetUpAsync, failsWhenBlocked: false, cancellationToken).ConfigureAwait(false);
        return doer;
    }

    public async ValueTask DisposeAsync()
    {
        if (_ending)
            return;
        _ending = true;
        try
        {
            if (_link!.Session is { } session && _consumer is { } consumer)
                await session.Channel.BasicCancelAsync(consumer).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RabbitMQClientException or IOException or OperationCanceledException)
        {
            // The session was lost, and there is nothing to cancel.
        }

        while (Volatile.Read(ref _doing) > 0)
            await Task.Delay(1).ConfigureAwait(false);
        await _link!.DisposeAsync().ConfigureAwait(false);
    }

    private async Task SetUpAsync(BrokerSession session, CancellationToken cancellationToken)
    {
        await _queue.DeclareAsync(session.Channel, cancellationToken).ConfigureAwait(false);
        var consumer = new AsyncEventingBasicConsumer(session.Channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            Interlocked.Increment(ref _doing);
            QueuedTask task = TaskProperties.Read(delivery.BasicProperties, delivery.Body.Span);
            _ = Task.Run(() => DoAsync(session, delivery.DeliveryTag, task));
            return Task.CompletedTask;
        };
        await session.Channel.BasicQosAsync(0, (ushort)_atOnce, global: false, cancellationToken).ConfigureAwait(false);
        _consumer = await session.Channel.BasicConsumeAsync(_queue.Ready, autoAck: false, consumer, cancellationToken).ConfigureAwait(false);
    }

    private async Task DoAsync(BrokerSession session, ulong tag, QueuedTask task)
    {
        try
        {
            try
            {
                await _work(task).ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                await _queue.FailAsync(_link!, task, failure.Message).ConfigureAwait(false);
            }

            await session.Channel.BasicAckAsync(tag, multiple: false).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RabbitMQClientException or IOException or ObjectDisposedException)
        {
            // The session was lost: the task comes once more.
        }
        finally
        {
            Interlocked.Decrement(ref _doing);
        }
    }
}
