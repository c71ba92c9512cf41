using Workloads.Python;

namespace Workloads.Topics;

/// <summary>What the collector of a CPython's homegrown pool got, by how it knew that everything had come (B12).</summary>
/// <param name="Jobs">How many results there were to be.</param>
/// <param name="Collected">How many it took before it stopped.</param>
public sealed record PythonPoolRace(int Jobs, int Collected)
{
    /// <summary>The results that nobody took.</summary>
    public int Missing => Jobs - Collected;

    /// <summary>Lets threads take jobs from a queue until each gets a poison pill, and a slow collector take their results.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="pillsReturned">Whether each worker sends its pill back behind its results; else it counts itself done when it swallows it.</param>
    /// <param name="jobs">How many jobs: 0 or more.</param>
    /// <param name="workers">How many threads: 1 or more.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonPoolRace> RunAsync(CPython python, bool pillsReturned, int jobs = 20, int workers = 3, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(jobs);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        return python.RunScriptAsync<PythonPoolRace>("pool_race", new { end = pillsReturned ? "returned" : "swallowed", jobs, workers }, cancellationToken: cancellationToken);
    }
}
