using Workloads.Models;

namespace Workloads.Topics;

/// <summary>One ability of <c>concurrent.futures</c>, and what came out when it was tried on .NET's tasks.</summary>
/// <param name="Python">What Python calls it.</param>
/// <param name="DotNet">What was used here.</param>
/// <param name="Outcome">What came out.</param>
public sealed record FutureAbility(string Python, string DotNet, string Outcome);

/// <summary>Time-outs, cancelling and results of futures, tried one by one (D9).</summary>
public static class FutureComparison
{
    /// <summary>Tries each ability on a pool of two threads.</summary>
    public static async Task<IReadOnlyList<FutureAbility>> TryAllAsync()
    {
        using var executor = new ThreadExecutor(maxWorkers: 2);
        return
        [
            new("future.result()", "await task", await ResultAsync(executor).ConfigureAwait(false)),
            new("future.result(timeout)", "task.WaitAsync(timeout)", await TimeoutAsync(executor).ConfigureAwait(false)),
            new("future.exception()", "task.Exception", await FailureAsync(executor).ConfigureAwait(false)),
            new("future.cancel(), queued", "a token given to the task", await CancelQueuedAsync(executor).ConfigureAwait(false)),
            new("future.cancel(), running", "the same token", await CancelRunningAsync(executor).ConfigureAwait(false)),
            new("future.add_done_callback()", "task.ContinueWith()", await CallbackAsync(executor).ConfigureAwait(false)),
            new("as_completed(futures)", "Task.WhenEach(tasks)", await CompletionOrderAsync(executor).ConfigureAwait(false)),
            new("wait(futures, FIRST_COMPLETED)", "Task.WhenAny(tasks)", await FirstAsync(executor).ConfigureAwait(false)),
            new("executor.map(function, items)", "results in the items' order", Mapped(executor)),
        ];
    }

    private static async Task<string> ResultAsync(ThreadExecutor executor) =>
        Invariant($"the value {await executor.Submit(() => Fibonacci.Of(10)).ConfigureAwait(false)}");

    private static async Task<string> TimeoutAsync(ThreadExecutor executor)
    {
        using var gate = new ManualResetEventSlim();
        Task<bool> slow = executor.Submit(() => gate.Wait(Timeout.Infinite));
        try
        {
            await slow.WaitAsync(TimeSpan.FromMilliseconds(10)).ConfigureAwait(false);
            return "no time-out";
        }
        catch (TimeoutException exception)
        {
            string after = slow.IsCompleted ? "it had ended" : "it ran on";
            gate.Set();
            return $"{exception.GetType().Name}; {after}, and its result came later: {await slow.ConfigureAwait(false)}";
        }
    }

    private static async Task<string> FailureAsync(ThreadExecutor executor)
    {
        Task<long> failing = executor.Submit(() => Fibonacci.Of(-1));
        await ((Task)failing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return $"{failing.Exception?.GetType().Name} with {failing.Exception?.InnerException?.GetType().Name}; await throws the inner one";
    }

    private static async Task<string> CancelQueuedAsync(ThreadExecutor executor)
    {
        using var gate = new ManualResetEventSlim();
        using var source = new CancellationTokenSource();
        var busy = new[] { executor.Submit(() => gate.Wait(Timeout.Infinite)), executor.Submit(() => gate.Wait(Timeout.Infinite)) };
        bool ran = false;
        Task<bool> queued = executor.Submit(() => ran = true, source.Token);
        await source.CancelAsync().ConfigureAwait(false);
        gate.Set();
        await Task.WhenAll(busy).ConfigureAwait(false);
        await ((Task)queued).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return $"{queued.Status}, {(ran ? "though it ran" : "it never ran")}";
    }

    private static async Task<string> CancelRunningAsync(ThreadExecutor executor)
    {
        using ManualResetEventSlim running = new(), gate = new();
        using var source = new CancellationTokenSource();
        Task<bool> task = executor.Submit(
            () =>
            {
                running.Set();
                return gate.Wait(Timeout.Infinite);
            },
            source.Token);
        running.Wait();
        await source.CancelAsync().ConfigureAwait(false);
        TaskStatus after = task.Status;
        gate.Set();
        await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return $"{after} after it, {task.Status} in the end: only code that looks at the token stops";
    }

    private static async Task<string> CallbackAsync(ThreadExecutor executor)
    {
        using var gate = new ManualResetEventSlim();
        var order = new List<int>();
        var task = new Task(gate.Wait);
        executor.Start(task);
        var callbacks = Enumerable.Range(1, 3).Select(number => task.ContinueWith(_ => order.Add(number),
            TaskContinuationOptions.ExecuteSynchronously)).ToList();
        gate.Set();
        await Task.WhenAll(callbacks).ConfigureAwait(false);
        // The last callback went on here, on the executor's thread, which could not wait for itself.
        await Task.Yield();
        return $"added as 1, 2, 3; ran as {string.Join(", ", order)}";
    }

    private static async Task<string> CompletionOrderAsync(ThreadExecutor executor)
    {
        using ManualResetEventSlim first = new(), second = new();
        var names = new Dictionary<Task<bool>, string> { [executor.Submit(() => first.Wait(Timeout.Infinite))] = "first",
            [executor.Submit(() => second.Wait(Timeout.Infinite))] = "second" };
        var order = new List<string>();
        second.Set();
        await foreach (Task<bool> task in Task.WhenEach(names.Keys).ConfigureAwait(false))
        {
            order.Add(names[task]);
            first.Set();
        }

        return $"submitted first, second; completed {string.Join(", ", order)}";
    }

    private static async Task<string> FirstAsync(ThreadExecutor executor)
    {
        using var gate = new ManualResetEventSlim();
        Task<bool> slow = executor.Submit(() => gate.Wait(Timeout.Infinite)), quick = executor.Submit(() => true);
        Task<bool> first = await Task.WhenAny(slow, quick).ConfigureAwait(false);
        string outcome = first == quick ? "the quick one" : "the slow one";
        gate.Set();
        await slow.ConfigureAwait(false);
        return outcome;
    }

    private static string Mapped(ThreadExecutor executor) =>
        string.Join(", ", executor.Map(n => Fibonacci.Of(n), new long[] { 20, 1, 10 })) + " for 20, 1, 10";
}
