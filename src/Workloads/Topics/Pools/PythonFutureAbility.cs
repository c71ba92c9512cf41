using Workloads.Python;

namespace Workloads.Topics;

/// <summary>One ability of <c>concurrent.futures</c>, and what came out when a CPython tried it (D9).</summary>
/// <param name="Name">What Python calls it.</param>
/// <param name="Outcome">What came out.</param>
public sealed record PythonFutureAbility(string Name, string Outcome)
{
    /// <summary>Tries each ability on a pool of two threads.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<IReadOnlyList<PythonFutureAbility>> TryAllAsync(CPython python, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(python);
        return python.RunScriptAsync<IReadOnlyList<PythonFutureAbility>>("future_abilities", cancellationToken: cancellationToken);
    }
}
