using Workloads.Measuring;
using Workloads.Models;

namespace Workloads.Topics;

/// <summary>What a turn of a task costs: a future is set, wakes it up, and the next one comes out (A1).</summary>
public static class TaskTurns
{
    /// <summary>A task that drives an iterator.</summary>
    public const string GeneratorTurn = "GeneratorTask, a turn";

    /// <summary>An async method that awaits.</summary>
    public const string AwaitTurn = "async method, a turn";

    /// <summary>Both, from the trampoline to what the compiler makes.</summary>
    public static IReadOnlyList<Operation> Operations { get; } = [new(GeneratorTurn, 100_000, OnPool(TurnGenerator)), new(AwaitTurn, 100_000, OnPool(TurnAwait))];

    /// <summary>Where there is no context that would have to be asked before a task runs on.</summary>
    private static Action<int> OnPool(Action<int> turns) => times => Task.Run(() => turns(times)).GetAwaiter().GetResult();

    private static void TurnGenerator(int times)
    {
        var futures = new Futures();
        GeneratorTask<int> task = GeneratorTask<int>.Start(mailbox => Wait(futures, mailbox, times), keepSteps: false);
        futures.SetAll(times);
        Check(task.Completion, times);
    }

    private static void TurnAwait(int times)
    {
        var futures = new Futures();
        Task<int> task = WaitAsync(futures, times);
        futures.SetAll(times);
        Check(task, times);
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
