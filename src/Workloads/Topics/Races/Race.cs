using System.Diagnostics;
using Workloads.Models;

namespace Workloads.Topics;

/// <summary>Lets several threads add to one counter at once and counts what is lost (C7, E6).</summary>
public static class Race
{
    /// <summary>The most threads that race.</summary>
    public const int MaxThreads = 1_024;

    /// <summary>Between two looks at the cancellation token; the slowest cure takes some milliseconds for it.</summary>
    private const int UninterruptedUpdates = 4_096;

    /// <summary>Runs so many trials, each with a new counter.</summary>
    /// <param name="make">Makes a counter.</param>
    /// <param name="threads">From 1 to <see cref="MaxThreads"/>.</param>
    /// <param name="updates">Updates by each thread, 1 or more.</param>
    /// <param name="trials">1 or more.</param>
    /// <param name="cancellationToken">Ends the race; no thread is left running.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static RaceResult Run(Func<Counter> make, int threads, int updates, int trials = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(make);
        CheckThreads(threads);
        ArgumentOutOfRangeException.ThrowIfLessThan(updates, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);

        var results = new RaceTrial[trials];
        (string name, bool safe) = ("", false);
        for (int trial = 0; trial < trials; trial++)
        {
            using Counter counter = make();
            results[trial] = RunOnce(counter, threads, updates, cancellationToken);
            (name, safe) = (counter.Name, counter.IsSafe);
        }

        return new(name, safe, threads, results);
    }

    /// <summary>Races all kinds of counters, trial by trial in turn, so that a disturbance hits all of them alike.</summary>
    /// <inheritdoc cref="Run"/>
    public static IReadOnlyList<RaceResult> Compare(
        IReadOnlyList<Func<Counter>> kinds, int threads, int updates, int trials = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        var rounds = Enumerable.Range(0, trials)
            .Select(_ => kinds.Select(make => Run(make, threads, updates, trials: 1, cancellationToken)).ToArray()).ToArray();
        return [.. Enumerable.Range(0, kinds.Count).Select(kind => rounds[0][kind] with { Trials = [.. rounds.SelectMany(round => round[kind].Trials)] })];
    }

    internal static int CheckThreads(int threads) => threads is >= 1 and <= MaxThreads
        ? threads
        : throw new ArgumentOutOfRangeException(nameof(threads), threads, $"A race takes from 1 to {MaxThreads:N0} threads.");

    private static RaceTrial RunOnce(Counter counter, int threads, int updates, CancellationToken cancellationToken)
    {
        // The clock starts when the last racer has come and before any is let go: this thread may get a core only when they are well under way.
        long started = 0;
        using var start = new Barrier(threads, _ => started = Stopwatch.GetTimestamp());
        OwnThreads.Run(threads, _ =>
        {
            start.SignalAndWait(CancellationToken.None);
            for (int left = updates; left > 0 && !cancellationToken.IsCancellationRequested; left -= UninterruptedUpdates)
                counter.Add(Math.Min(left, UninterruptedUpdates));
            counter.Leave();
        });
        counter.Finish();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        cancellationToken.ThrowIfCancellationRequested();
        return new((long)threads * updates, counter.Value, elapsed);
    }
}
