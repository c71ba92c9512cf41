using System.Globalization;
using Workloads.Processes;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>
/// What sync over async does to a thread pool (D11), seen from inside a child process, so that its pool is cold each time and the
/// reader's own is left alone.
/// </summary>
/// <param name="Cure">How the requests waited.</param>
/// <param name="Requests">Requests that came at once.</param>
/// <param name="Wait">How long the answer to each takes.</param>
/// <param name="Samples">The pool over time, to the end of the last request or to the moment when they were given up.</param>
internal sealed record StarvationRun(StarvationCure Cure, int Requests, TimeSpan Wait, IReadOnlyList<StarvationSample> Samples)
{
    /// <summary>The most requests at once.</summary>
    public const int MaxRequests = 1_000;

    private static readonly PythonExperiment<Answer> There = new("green_threads", "starvation");

    /// <summary>From the first request to the end of the last, or to the moment when they were given up.</summary>
    public TimeSpan Elapsed => Samples[^1].At;

    /// <summary>Whether all requests had ended then.</summary>
    public bool HasEnded => Samples[^1].Done == Requests;

    /// <summary>The most threads that there were, of the pool and of the requests themselves.</summary>
    public int MostThreads => Samples.Max(static sample => sample.Threads);

    /// <summary>How requests wait, in words.</summary>
    public static string InWords(StarvationCure cure) => cure switch
    {
        StarvationCure.None => "blocking pool threads",
        StarvationCure.AsyncAllTheWay => "awaiting",
        StarvationCure.MoreThreads => "blocking, a larger pool",
        _ => "blocking threads of their own",
    };

    /// <summary>Runs it in a child process.</summary>
    public static async Task<StarvationRun> HereAsync(StarvationCure cure, int requests, TimeSpan wait, TimeSpan patience,
        CancellationToken cancellationToken)
    {
        string[] lines = await OwnProgram.RunAsync(
            [StarvationProgram.Argument, $"{cure}", Invariant(requests), Invariant(wait.TotalMilliseconds),
                Invariant(patience.TotalMilliseconds)],
            cancellationToken: cancellationToken).ConfigureAwait(false);
        return new(cure, requests, wait, [.. lines.Select(StarvationProgram.Parse)]);
    }

    /// <summary>
    /// Runs it in a CPython: tasks of a <c>ThreadPoolExecutor</c> that wait for tasks of the same one. Such a pool never grows beyond its
    /// limit, so that what is slow in .NET never ends there.
    /// </summary>
    public static async Task<StarvationRun> ThereAsync(CPython python, StarvationCure cure, int requests, TimeSpan wait, TimeSpan patience,
        CancellationToken cancellationToken)
    {
        object arguments = new { way = WordOf(cure), requests, milliseconds = wait.TotalMilliseconds,
            patienceMilliseconds = patience.TotalMilliseconds };
        Answer answer = await There.RunAsync(python, arguments, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new(cure, requests, wait,
            [.. answer.Looks.Select(
                static look => new StarvationSample(TimeSpan.FromSeconds(look[0]), (int)look[1], (long)look[2], (int)look[3]))]);
    }

    private static string Invariant(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static string WordOf(StarvationCure cure) => cure switch
    {
        StarvationCure.None => "none",
        StarvationCure.AsyncAllTheWay => "async_all_the_way",
        StarvationCure.MoreThreads => "more_threads",
        _ => "own_threads",
    };

    /// <summary>
    /// Of each look the seconds, the threads of the pool and of the requests, the items that wait for one, and the requests that have
    /// ended.
    /// </summary>
    private sealed record Answer(IReadOnlyList<IReadOnlyList<double>> Looks);
}

/// <summary>The thread pool, and what runs beside it, at one moment.</summary>
/// <param name="At">Counted from the first request.</param>
/// <param name="Threads">Threads of the pool, and those that requests have for themselves.</param>
/// <param name="Pending">Items of work that wait for one.</param>
/// <param name="Done">Requests that have ended.</param>
internal readonly record struct StarvationSample(TimeSpan At, int Threads, long Pending, int Done);
