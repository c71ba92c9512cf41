using Workloads.Models;

namespace Workloads.Topics;

/// <summary>
/// What a pool of threads does as a context manager: what its <c>with</c> or <c>using</c> leaves behind, and what it does not let one do
/// (C3, C4).
/// </summary>
/// <param name="Submitted">Calls that were submitted.</param>
/// <param name="NotEnded">Of those how many had not ended when the block was left.</param>
/// <param name="Threads">Threads that the pool started by itself.</param>
/// <param name="ThreadsLeft">Threads of the pool that were alive after the block.</param>
/// <param name="Stopped">Calls that ran and that cancelling stopped.</param>
/// <param name="FuturesFromMap">Futures among what mapping as many calls over the pool handed out.</param>
/// <param name="FuturesFromSubmit">Futures among what submitting them handed out.</param>
internal sealed record ExecutorBlock(int Submitted, int NotEnded, int Threads, int ThreadsLeft, int Stopped, int FuturesFromMap,
    int FuturesFromSubmit)
{
    /// <summary>How many threads it may start, here and in CPython.</summary>
    public const int Workers = 4;

    /// <summary>How many calls are mapped, and as many submitted.</summary>
    public const int Calls = 20;

    /// <summary>Leaves a block while calls still wait in the queue.</summary>
    public static async Task<ExecutorBlock> RunAsync()
    {
        var executor = new ThreadExecutor(Workers);
        List<object> mapped, submitted;
        bool stopped;
        using (executor)
        {
            stopped = await StopsAsync(executor).ConfigureAwait(false);
            mapped = [.. executor.Map(number => number * number, Enumerable.Range(0, Calls)).Cast<object>()];
            submitted = [.. Enumerable.Range(0, Calls).Select(number => executor.Submit(() =>
            {
                Thread.Sleep(1);
                return number;
            }))];
        }

        return new(
            Calls, submitted.OfType<Task>().Count(future => !future.IsCompleted), executor.Threads, executor.ThreadsAlive, stopped ? 1 : 0,
            mapped.Count(value => value is Task), submitted.Count(value => value is Task));
    }

    private static async Task<bool> StopsAsync(ThreadExecutor executor)
    {
        using ManualResetEventSlim running = new(), goOn = new();
        using var source = new CancellationTokenSource();
        Task<int> future = executor.Submit(
            () =>
            {
                running.Set();
                goOn.Wait(CancellationToken.None);
                return 42;
            },
            source.Token);
        running.Wait(CancellationToken.None);
        await source.CancelAsync().ConfigureAwait(false);
        goOn.Set();
        await ((Task)future).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !future.IsCompletedSuccessfully;
    }
}
