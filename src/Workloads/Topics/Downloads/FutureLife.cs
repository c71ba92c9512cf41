using System.Diagnostics;

namespace Workloads.Topics;

/// <summary>How a watched future is to end.</summary>
public enum FutureEnding
{
    /// <summary>With a result.</summary>
    Result,

    /// <summary>With an exception.</summary>
    Failure,

    /// <summary>Cancelled while it still stood in the queue.</summary>
    CancelledInTheQueue,

    /// <summary>Cancelled while it ran, which it did not notice: as in Python, what runs goes on.</summary>
    CancelledWhileRunning,
}

/// <summary>One look at a future.</summary>
/// <param name="At">When, since it was created.</param>
/// <param name="Event">What had just happened.</param>
/// <param name="Status">What the future was.</param>
public readonly record struct FutureMoment(TimeSpan At, string Event, TaskStatus Status);

/// <summary>
/// A future's life, watched: it is created before anything runs, waits in a queue, runs, and is completed once and for good (C4).
/// </summary>
/// <param name="Ending">How it was to end.</param>
/// <param name="Moments">The looks at it, in order.</param>
/// <param name="Continuations">The continuations in the order in which they ran; they were added as 1, 2, 3.</param>
public sealed record FutureLife(FutureEnding Ending, IReadOnlyList<FutureMoment> Moments, IReadOnlyList<int> Continuations)
{
    private const int AddedContinuations = 3;

    /// <summary>Creates a future, queues it behind a busy thread, lets it run, and looks at it at each step.</summary>
    public static async Task<FutureLife> WatchAsync(FutureEnding ending = FutureEnding.Result)
    {
        using var executor = new ThreadExecutor(maxWorkers: 1);
        using var source = new CancellationTokenSource();
        using ManualResetEventSlim threadFree = new(), running = new(), goOn = new();
        var continuations = new List<int>();
        var moments = new List<FutureMoment>();

        Task<bool> before = executor.Submit(() => Waited(threadFree));
        long start = Stopwatch.GetTimestamp();
        var future = new Task<int>(
            () =>
            {
                running.Set();
                Waited(goOn);
                return ending == FutureEnding.Failure ? throw new InvalidOperationException("It was to fail.") : 42;
            },
            source.Token);

        void Look(string happened) => moments.Add(new(Stopwatch.GetElapsedTime(start), happened, future.Status));

        Look("created");
        var continued = Enumerable.Range(1, AddedContinuations)
            .Select(number => future.ContinueWith(_ => continuations.Add(number), TaskContinuationOptions.ExecuteSynchronously)).ToList();
        executor.Start(future);
        Look("queued behind another");

        if (ending == FutureEnding.CancelledInTheQueue)
        {
            await source.CancelAsync().ConfigureAwait(false);
            Look("cancelled");
        }

        threadFree.Set();
        if (ending != FutureEnding.CancelledInTheQueue)
        {
            Waited(running);
            Look("its turn has come");
            if (ending == FutureEnding.CancelledWhileRunning)
            {
                await source.CancelAsync().ConfigureAwait(false);
                Look("cancelled");
            }

            goOn.Set();
        }

        await Task.WhenAll(continued).ConfigureAwait(false);
        // The last continuation went on here, on the executor's thread, which could not wait for itself.
        await Task.Yield();
        await before.ConfigureAwait(false);
        Look("over");
        _ = future.Exception;
        return new(ending, moments, continuations);
    }

    private static bool Waited(ManualResetEventSlim signal)
    {
        signal.Wait();
        return true;
    }
}
