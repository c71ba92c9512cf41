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
    private Subscription? _tasks;
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
        doer._link = await BrokerLink.OpenAsync(address, $"does {queue.Name}", doer.SetUpAsync, failsWhenBlocked: false, cancellationToken)
            .ConfigureAwait(false);
        return doer;
    }

    public async ValueTask DisposeAsync()
    {
        if (_ending)
            return;
        _ending = true;
        try
        {
            if (_link!.Session is not null && _tasks is not null)
                await _tasks.CancelAsync(CancellationToken.None).ConfigureAwait(false);
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
        _tasks = await Subscription.StartAsync(session, _queue.Ready, (ushort)_atOnce, (delivery, open) => OnTask(session, delivery, open),
            cancellationToken).ConfigureAwait(false);
    }

    private Task OnTask(BrokerSession session, BasicDeliverEventArgs delivery, Acknowledger.Delivery open)
    {
        Interlocked.Increment(ref _doing);
        QueuedTask task = TaskProperties.Read(delivery.BasicProperties, delivery.Body.Span);
        _ = Task.Run(() => DoAsync(session, open, task));
        return Task.CompletedTask;
    }

    private async Task DoAsync(BrokerSession session, Acknowledger.Delivery open, QueuedTask task)
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

            await session.Acknowledger.DoneAsync(open).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The queue was closed before a failed task could go where it goes: it comes once more.
        }
        finally
        {
            Interlocked.Decrement(ref _doing);
        }
    }
}
