using Workloads.Python;

namespace Workloads.Topics;

/// <summary>How long a CPython takes to start a process and see it end, in each way that the system offers (A7, B2).</summary>
/// <param name="Default">The way that this build takes when none is named.</param>
/// <param name="Seconds">For <c>fork</c>, <c>spawn</c> and <c>forkserver</c>, as far as there are: one number a repeat.</param>
public sealed record PythonProcessStarts(string Default, IReadOnlyDictionary<string, IReadOnlyList<double>> Seconds)
{
    /// <summary>The median of each way.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Medians =>
        Seconds.ToDictionary(way => way.Key, way => TimeSpan.FromSeconds(Middle.Of(way.Value)), StringComparer.Ordinal);

    /// <summary>Measures them.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="repeats">1 or more.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonProcessStarts> MeasureAsync(CPython python, int repeats = 5, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        return python.RunScriptAsync<PythonProcessStarts>("process_starts", new { repeats }, cancellationToken: cancellationToken);
    }
}
