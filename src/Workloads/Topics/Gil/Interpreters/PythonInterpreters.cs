using Workloads.Python;

namespace Workloads.Topics;

/// <summary>What interpreters with a GIL each cost a CPython, and how they scale (A11, A12).</summary>
/// <param name="CreateSeconds">How long each took to create.</param>
/// <param name="RunSeconds">How long each took to run an empty statement.</param>
/// <param name="CloseSeconds">How long each took to close.</param>
/// <param name="OneInterpreterSeconds">How long one took for the fibonacci numbers, one number a repeat.</param>
/// <param name="InterpretersSeconds">How long several took for the same, a thread each.</param>
public sealed record PythonInterpreters(
    IReadOnlyList<double> CreateSeconds,
    IReadOnlyList<double> RunSeconds,
    IReadOnlyList<double> CloseSeconds,
    IReadOnlyList<double> OneInterpreterSeconds,
    IReadOnlyList<double> InterpretersSeconds)
{
    /// <summary>The median time to create one.</summary>
    public TimeSpan Create => TimeSpan.FromSeconds(Middle.Of(CreateSeconds));

    /// <summary>The median time to run an empty statement in one.</summary>
    public TimeSpan Run => TimeSpan.FromSeconds(Middle.Of(RunSeconds));

    /// <summary>The median time to close one.</summary>
    public TimeSpan Close => TimeSpan.FromSeconds(Middle.Of(CloseSeconds));

    /// <summary>How many times as fast several are, by medians.</summary>
    public double SpeedUp => Middle.Of(OneInterpreterSeconds) / Middle.Of(InterpretersSeconds);

    /// <summary>Measures them.</summary>
    /// <param name="python">The build that runs it; it has interpreters.</param>
    /// <param name="creations">How many are created, run and closed: 1 or more.</param>
    /// <param name="size">The fibonacci number that is computed.</param>
    /// <param name="calls">How often, by all together: 1 or more.</param>
    /// <param name="interpreters">How many are several: 1 or more.</param>
    /// <param name="repeats">How often one and several are timed: 1 or more.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="ArgumentException">The build has no interpreters with a GIL of their own.</exception>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonInterpreters> MeasureAsync(
        CPython python, int creations = 10, int size = 25, int calls = 40, int interpreters = 2, int repeats = 3, CancellationToken cancellationToken = default)
    {
        if (!python.HasInterpreters)
            throw new ArgumentException($"{python.Name} has no interpreters with a GIL of their own; 3.12 and later have.", nameof(python));
        ArgumentOutOfRangeException.ThrowIfLessThan(creations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(interpreters, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        return python.RunScriptAsync<PythonInterpreters>("sub_interpreters", new { creations, size, calls, threads = interpreters, repeats }, cancellationToken: cancellationToken);
    }
}
