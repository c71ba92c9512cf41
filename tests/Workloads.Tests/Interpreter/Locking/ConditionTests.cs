using Workloads.Interpreter;

namespace Workloads.Tests;

public sealed class ConditionTests
{
    public static TheoryData<string> Kinds => ["system", "portable"];

    [Theory(Timeout = 30_000)]
    [MemberData(nameof(Kinds))]
    public async Task A_timed_wait_that_nobody_signals_ends(string kind)
    {
        await Task.Yield();
        using Condition condition = Create(kind);
        condition.Enter();

        // It may return early for no reason, but not always.
        bool ended = Enumerable.Range(0, 100).Any(_ => !condition.Wait(TimeSpan.FromMicroseconds(500)));
        condition.Exit();

        Assert.True(ended);
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Kinds))]
    public async Task Two_threads_hand_a_turn_back_and_forth(string kind)
    {
        using Condition condition = Create(kind);
        int turn = 0;
        var order = new List<int>();

        await Task.WhenAll(Enumerable.Range(0, 2).Select(me => Task.Factory.StartNew(
            () =>
            {
                for (int i = 0; i < 200; i++)
                {
                    condition.Enter();
                    while (turn != me)
                        condition.Wait();
                    order.Add(me);
                    turn = 1 - me;
                    condition.Signal();
                    condition.Exit();
                }
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Equal(Enumerable.Range(0, 400).Select(i => i % 2), order);
    }

    private static Condition Create(string kind) => kind == "system" ? Condition.Create() : new PortableCondition();
}
