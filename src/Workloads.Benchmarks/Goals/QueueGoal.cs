using Workloads.TaskQueues;

namespace Workloads.Benchmarks.Goals;

/// <summary>
/// A task queue on RabbitMQ with two worker processes. The task queues measure it, and have its bounds: a notebook shows the same figures.
/// </summary>
internal sealed class QueueGoal()
    : Goal("queue",
        missedBecause: "broker and workers share the cores with whatever else runs, and a lone message waits for each of them in turn")
{
    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        await using Broker broker = await Broker.FindAsync(cancellationToken: cancellationToken);
        if (broker.Address is null)
            throw new GoalSkippedException(broker.Description);
        return (await QueueFigures.MeasureAsync(broker, full: true, cancellationToken)).Measurement;
    }
}
