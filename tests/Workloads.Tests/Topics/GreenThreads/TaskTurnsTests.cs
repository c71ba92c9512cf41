using Workloads.Models;
using Workloads.Topics;

namespace Workloads.Tests;

public class TaskTurnsTests
{
    [Fact(Timeout = 60_000)]
    public async Task No_turn_is_lost()
    {
        await Task.Yield();

        // Each operation checks the sum of what was sent.
        Assert.All(TaskTurns.Operations, operation => operation.Run(1_000));
    }
}
