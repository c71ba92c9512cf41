using Workloads.Python;

namespace Workloads.Topics;

/// <summary>
/// The same in a CPython (D11): tasks of a <c>ThreadPoolExecutor</c> that wait for tasks of the same one. Such a pool never grows
/// beyond its limit, so that what is slow in .NET never ends there.
/// </summary>
public static class PythonStarvation
{
    /// <summary>Runs it in a process of its own.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="cure">How the requests wait.</param>
    /// <param name="requests">From 1 to <see cref="StarvationRun.MaxRequests"/>.</param>
    /// <param name="wait">How long the answer to each takes, from 1 ms to 10 s.</param>
    /// <param name="patience">After how long a run that has not ended is given up, up to a minute; 1 s when left out.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static async Task<StarvationRun> RunAsync(
        CPython python, StarvationCure cure, int requests, TimeSpan wait, TimeSpan? patience = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(python);
        StarvationRun.Check(requests, wait);
        TimeSpan limit = patience ?? TimeSpan.FromSeconds(1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero, nameof(patience));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, TimeSpan.FromMinutes(1), nameof(patience));

        Answer answer = await python.RunScriptAsync<Answer>(
            "pool_starvation",
            new { way = NameOf(cure), requests, milliseconds = wait.TotalMilliseconds, patience_milliseconds = limit.TotalMilliseconds },
            cancellationToken: cancellationToken).ConfigureAwait(false);
        StarvationSample[] samples = [.. answer.Looks.Select(static look => new StarvationSample(TimeSpan.FromSeconds(look[0]), (int)look[1], (long)look[2], (int)look[3]))];
        return new(cure, requests, wait, samples[^1].At, samples);
    }

    private static string NameOf(StarvationCure cure) => cure switch
    {
        StarvationCure.None => "none",
        StarvationCure.AsyncAllTheWay => "async_all_the_way",
        StarvationCure.MoreThreads => "more_threads",
        StarvationCure.OwnThreads => "own_threads",
        _ => throw new ArgumentOutOfRangeException(nameof(cure), cure, "There is no such cure."),
    };

    /// <summary>Of each look the seconds, the threads of the pool and of the requests, the items that wait for one, and the requests that have ended.</summary>
    private sealed record Answer(IReadOnlyList<IReadOnlyList<double>> Looks);
}
