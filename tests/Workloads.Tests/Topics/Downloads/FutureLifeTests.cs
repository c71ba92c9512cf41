using Workloads.Topics;

namespace Workloads.Tests;

public class FutureLifeTests
{
    [Theory(Timeout = 60_000)]
    [InlineData((int)FutureEnding.Result, TaskStatus.Created, TaskStatus.WaitingToRun, TaskStatus.Running, TaskStatus.RanToCompletion)]
    [InlineData((int)FutureEnding.Failure, TaskStatus.Created, TaskStatus.WaitingToRun, TaskStatus.Running, TaskStatus.Faulted)]
    [InlineData((int)FutureEnding.CancelledInTheQueue, TaskStatus.Created, TaskStatus.WaitingToRun, TaskStatus.Canceled,
        TaskStatus.Canceled)]
    [InlineData((int)FutureEnding.CancelledWhileRunning, TaskStatus.Created, TaskStatus.WaitingToRun, TaskStatus.Running,
        TaskStatus.Running, TaskStatus.RanToCompletion)]
    public async Task A_future_is_created_queued_run_and_completed(int ending, params TaskStatus[] statuses)
    {
        FutureLife life = await FutureLife.WatchAsync((FutureEnding)ending);

        Assert.Equal(statuses, life.Moments.Select(moment => Enum.Parse<TaskStatus>(moment.State)));
        Assert.False(life.RanWhenSubmitted);
    }

    [Theory(Timeout = 60_000)]
    [InlineData((int)FutureEnding.Result)]
    [InlineData((int)FutureEnding.Failure)]
    [InlineData((int)FutureEnding.CancelledInTheQueue)]
    [InlineData((int)FutureEnding.CancelledWhileRunning)]
    public async Task Callbacks_run_in_the_order_in_which_they_were_added(int ending) =>
        Assert.Equal([1, 2, 3], (await FutureLife.WatchAsync((FutureEnding)ending)).Callbacks);
}
