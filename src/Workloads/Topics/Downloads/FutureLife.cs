using Workloads.Models;

namespace Workloads.Topics;

/// <summary>How a watched future is to end.</summary>
internal enum FutureEnding
{
    Result,
    Failure,
    CancelledInTheQueue,
    CancelledWhileRunning,
}

/// <summary>One look at a future.</summary>
/// <param name="Event">What had just happened.</param>
/// <param name="State">What the future said it was.</param>
internal readonly record struct FutureMoment(string Event, string State);

/// <summary>
/// A future's life, watched: it is handed out before anything runs, waits in a queue, runs, and is completed once and for good (C4).
/// </summary>
/// <param name="Ending">How it was to end.</param>
/// <param name="Moments">The looks at it, in order.</param>
/// <param name="Callbacks">Its callbacks in the order in which they ran; they were added as 1, 2, 3.</param>
/// <param name="RanWhenSubmitted">Whether its call had begun when it was handed out.</param>
internal sealed record FutureLife(string Ending, IReadOnlyList<FutureMoment> Moments, IReadOnlyList<int> Callbacks, bool RanWhenSubmitted)
{
    /// <summary>Creates a future, queues it behind a busy thread, lets it run, and looks at it at each step.</summary>
    public static async Task<FutureLife> WatchAsync(FutureEnding ending)
    {
        using var executor = new ThreadExecutor(maxWorkers: 1);
        using var source = new CancellationTokenSource();
        using ManualResetEventSlim threadFree = new(), running = new(), goOn = new();
        var callbacks = new List<int>();
        var moments = new List<FutureMoment>();

        Task<bool> before = executor.Submit(() => Waited(threadFree));
        var future = new Task<int>(
            () =>
            {
                running.Set();
                Waited(goOn);
                return ending == FutureEnding.Failure ? throw new InvalidOperationException("It was to fail.") : 42;
            },
            source.Token);

        void Look(string happened) => moments.Add(new(happened, $"{future.Status}"));

        Look("made");
        var continued = Enumerable.Range(1, 3)
            .Select(number => future.ContinueWith(_ => callbacks.Add(number), TaskContinuationOptions.ExecuteSynchronously)).ToList();
        executor.Start(future);
        bool ran = running.IsSet;
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
        return new(NameOf(ending), moments, callbacks, ran);
    }

    private static string NameOf(FutureEnding ending) => ending switch
    {
        FutureEnding.Result => "a result",
        FutureEnding.Failure => "an exception",
        FutureEnding.CancelledInTheQueue => "being cancelled in the queue",
        _ => "being cancelled while it runs",
    };

    private static bool Waited(ManualResetEventSlim signal)
    {
        signal.Wait();
        return true;
    }
}
