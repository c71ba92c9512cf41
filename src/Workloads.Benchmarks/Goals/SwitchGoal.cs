using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Benchmarks.Goals;

/// <summary>A cooperative switch on one thread, in times of the least that one can cost, and against asyncio's.</summary>
internal sealed class SwitchGoal() : Goal("switch")
{
    private const string BareGenerators = "bare generators in a queue", BareYield = "Task.Yield on a bare queue",
        Asyncio = "asyncio's sleep(0)";
    private const int Rounds = 15, Coroutines = 10, Switches = 200_000;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        Operation[] operations =
        [
            .. SwitchCosts.Operations.Where(operation => operation.Name is SwitchCosts.LoopTurn or SwitchCosts.LoopYield),
            new(BareGenerators, Switches, TakeTurns),
            new(BareYield, Switches,
                times => BareQueue.Run(() => Task.WhenAll(Enumerable.Range(0, Coroutines).Select(_ => YieldAsync(times / Coroutines))))),
        ];
        Turns turns = await new InTurns
        {
            Ways = [.. operations.Select(operation => operation.ToWay())],
            MaxRounds = Rounds,
            Time = TimeSpan.MaxValue,
            WarmUps = 3 * Rounds
        }.RunAsync(cancellationToken);
        Criterion[] criteria =
            [Criterion.AtMost(turns, SwitchCosts.LoopTurn, BareGenerators, 2.5),
                Criterion.AtMost(turns, SwitchCosts.LoopYield, BareYield, 1.5)];
        if ((await CPythons.FindAsync(cancellationToken)).Newest is not { } python)
            return new(criteria, "") { LeftOut = ["CPython is not here"] };

        double sleep = (await SwitchCosts.There.MeasureAsync(python, SwitchCosts.Arguments(Rounds), cancellationToken)).Took(
            SwitchCosts.LoopYield).Value;
        return new([.. criteria,
            Criterion.AtLeast($"{Asyncio}, in times of {SwitchCosts.LoopTurn},", sleep / turns.Took(SwitchCosts.LoopTurn).Value, 60,
                Unit.Ratio) with { Ours = criteria[0].Ours, Peer = Unit.Seconds.Format(sleep) }], $"{python}");
    }

    private static void TakeTurns(int times)
    {
        var ready = new Queue<IEnumerator<int>>(Enumerable.Range(0, Coroutines).Select(_ => Steps(times / Coroutines).GetEnumerator()));
        while (ready.TryDequeue(out IEnumerator<int>? next))
        {
            if (next.MoveNext())
                ready.Enqueue(next);
        }
    }

    private static IEnumerable<int> Steps(int times)
    {
        for (int turn = 0; turn < times; turn++)
            yield return turn;
    }

    private static async Task YieldAsync(int times)
    {
        for (int turn = 0; turn < times; turn++)
            await Task.Yield();
    }

    private sealed class BareQueue : SynchronizationContext
    {
        private readonly Queue<(SendOrPostCallback Callback, object? State)> _ready = new();

        public static void Run(Func<Task> main)
        {
            SynchronizationContext? before = Current;
            var queue = new BareQueue();
            SetSynchronizationContext(queue);
            _ = main();
            while (queue._ready.TryDequeue(out var next))
                next.Callback(next.State);
            SetSynchronizationContext(before);
        }

        public override void Post(SendOrPostCallback d, object? state) => _ready.Enqueue((d, state));
    }
}
