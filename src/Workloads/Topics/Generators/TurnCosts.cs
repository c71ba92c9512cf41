using Workloads.Measuring;
using Workloads.Models;

namespace Workloads.Topics;

/// <summary>What a turn of a task costs: a future is set, wakes it up, and the next one comes out (A1).</summary>
public static class TurnCosts
{
    internal const string Await = "await, a turn", Driven = "task over a generator, a turn", Alone = "generator alone, a step";

    /// <summary>
    /// What the compiler makes of <c>await</c>, the task that drives a generator, and a generator that nothing drives, in both runtimes.
    /// </summary>
    /// <param name="turns">Turns in a round: from 1 to 10,000,000.</param>
    /// <param name="rounds">Rounds that count: 1 or more.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static Task<InBoth> MeasureAsync(int turns = 20_000, int rounds = InTurns.MinRounds,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(turns, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(turns, 10_000_000);
        // On the pool there is no context that would have to be asked before a task runs on.
        Way Of(string name, Action<int> take) => new Operation(name, turns, take).ToWay();
        var ours = new InTurns
        {
            Ways = [Of(Await, TurnAwait), Of(Driven, TurnGenerator), Of(Alone, StepGenerator)],
            MaxRounds = rounds,
            Time = InTurns.LongTime,
            WarmUps = 30
        };
        return InBoth.MeasureAsync(ours, GeneratorRuns.Script, "turn_costs", new { names = new[] { Await, Driven, Alone },
            turnsInARound = turns, rounds }, cancellationToken);
    }

    internal static void TurnGenerator(int times)
    {
        var futures = new Futures();
        GeneratorTask<int> task = GeneratorTask<int>.Start(mailbox => Wait(futures, mailbox, times), keepSteps: false);
        futures.SetAll(times);
        Check(task.Completion, times);
    }

    internal static void TurnAwait(int times)
    {
        var futures = new Futures();
        Task<int> task = WaitAsync(futures, times);
        futures.SetAll(times);
        Check(task, times);
    }

    private static void StepGenerator(int times)
    {
        using IEnumerator<int> generator = Numbers(times).GetEnumerator();
        while (generator.MoveNext())
        {
            // Nothing wakes it up: the caller does.
        }
    }

    private static IEnumerable<int> Numbers(int times)
    {
        for (int number = 0; number < times; number++)
            yield return number;
    }

    private static IEnumerator<Task<int>> Wait(Futures futures, Mailbox<int> mailbox, int times)
    {
        int sum = 0;
        for (int turn = 0; turn < times; turn++)
        {
            yield return futures.Next;
            sum += mailbox.Received;
        }

        mailbox.Return(sum);
    }

    private static async Task<int> WaitAsync(Futures futures, int times)
    {
        int sum = 0;
        for (int turn = 0; turn < times; turn++)
            sum += await futures.Next.ConfigureAwait(false);
        return sum;
    }

    private static void Check(Task<int> task, int times)
    {
        if (!task.IsCompletedSuccessfully || task.Result != times)
            throw new InvalidOperationException("A turn was lost.");
    }

    private sealed class Futures
    {
        private TaskCompletionSource<int> _next = new();

        public Task<int> Next => _next.Task;

        /// <summary>Who waits runs on within the setting, and asks for the next one there.</summary>
        public void SetAll(int times)
        {
            for (int turn = 0; turn < times; turn++)
            {
                TaskCompletionSource<int> current = _next;
                _next = new();
                current.SetResult(1);
            }
        }
    }
}
