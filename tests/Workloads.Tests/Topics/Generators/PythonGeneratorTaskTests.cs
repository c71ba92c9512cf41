using Workloads.Interpreter;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public class PythonGeneratorTaskTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task The_task_is_woken_up_by_each_future_and_ends_with_the_sum()
    {
        foreach (CPython python in (IEnumerable<CPython>)[(await FoundPythons.AllAsync())[0], await FoundPythons.NewestAsync()])
        {
            PythonGeneratorTask task = await PythonGeneratorTask.RunAsync(python, [5, 7], times: 100, repeats: 2, Token);

            Assert.Equal(12, task.Result);
            Assert.Equal(
                ["send nothing: the generator starts", "a future comes out", "wake up: send 5", "a future comes out", "wake up: send 7", "StopIteration: the result is 12"],
                task.Steps);
            Assert.True(task.Turn > 0 && task.Send > 0);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task A_generator_that_waits_for_nothing_ends_at_once()
    {
        PythonGeneratorTask task = await PythonGeneratorTask.RunAsync(await FoundPythons.NewestAsync(), [], times: 1, repeats: 1, Token);

        Assert.Equal((0, 2), (task.Result, task.Steps.Count));
    }

    [Fact(Timeout = 120_000)]
    public async Task No_turns_are_refused()
    {
        CPython python = await FoundPythons.NewestAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PythonGeneratorTask.RunAsync(python, [1], times: 0, cancellationToken: Token));
    }
}
