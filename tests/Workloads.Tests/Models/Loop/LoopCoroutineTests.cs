using Workloads.Models;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public class LoopCoroutineTests
{
    private const int TimeLimit = 60_000;

    [Fact(Timeout = TimeLimit)]
    public Task Coroutines_take_turns_at_each_yield() => OnLoopAsync(async loop =>
    {
        var said = new List<string>();
        IEnumerable<Pause> Say(string name)
        {
            for (int i = 0; i < 3; i++)
            {
                said.Add($"{name}{i}");
                yield return Pause.Turn;
            }
        }

        LoopCoroutine a = LoopCoroutine.Start(loop, Say("a")), b = LoopCoroutine.Start(loop, Say("b"));
        await Task.WhenAll(a.Completion, b.Completion);

        Assert.Equal(["a0", "b0", "a1", "b1", "a2", "b2"], said);
        Assert.True(a.HasEnded && b.HasEnded);
    });

    [Fact(Timeout = TimeLimit)]
    public Task A_pause_lets_others_run_meanwhile() => OnLoopAsync(async loop =>
    {
        var woke = new List<int>();
        IEnumerable<Pause> Sleep(int milliseconds)
        {
            yield return Pause.Milliseconds(milliseconds);
            yield return Pause.Milliseconds(milliseconds);
            woke.Add(milliseconds);
        }

        await Task.WhenAll(LoopCoroutine.Start(loop, Sleep(40)).Completion, LoopCoroutine.Start(loop, Sleep(2)).Completion);

        Assert.Equal([2, 40], woke);
    });

    [Fact(Timeout = TimeLimit)]
    public Task What_a_coroutine_throws_comes_out_of_its_completion_even_when_asked_for_late() => OnLoopAsync(async loop =>
    {
        static IEnumerable<Pause> Fail()
        {
            yield return Pause.Turn;
            throw new InvalidDataException("inside");
        }

        LoopCoroutine failing = LoopCoroutine.Start(loop, Fail());
        while (!failing.HasEnded)
            await Task.Yield();

        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => failing.Completion);
        Assert.Equal("inside", thrown.Message);
    });

    [Fact(Timeout = TimeLimit)]
    public Task A_closed_coroutine_runs_its_finally_blocks_and_nothing_more() => OnLoopAsync(async loop =>
    {
        var said = new List<string>();
        IEnumerable<Pause> Body()
        {
            try
            {
                said.Add("begun");
                yield return Pause.Milliseconds(5);
                said.Add("woken");
            }
            finally
            {
                said.Add("closed");
            }
        }

        LoopCoroutine coroutine = LoopCoroutine.Start(loop, Body());
        await Task.Yield();
        coroutine.Dispose();
        await Task.Delay(TimeSpan.FromMilliseconds(20), loop.Time);

        Assert.Equal(["begun", "closed"], said);
        Assert.True(coroutine.Completion.IsCompletedSuccessfully);
    });

    private static Task OnLoopAsync(Func<EventLoop, Task> test) => Task.Factory.StartNew(
        () => EventLoop.Run(test), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
