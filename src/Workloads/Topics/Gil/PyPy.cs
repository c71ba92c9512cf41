using Workloads.Measuring;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>PyPy, another implementation of Python, where it is on the PATH: whether its threads run one at a time, too.</summary>
internal static class PyPy
{
    /// <summary>What verdicts call it.</summary>
    public const string Name = "PyPy";

    /// <summary>So many times the work of a CPython takes it about as long, by its compiler.</summary>
    public const int TimesAsFast = 10;

    /// <summary>Computes on one thread and on two, as <c>gil.py</c> does; null where there is no PyPy.</summary>
    /// <param name="arguments">The arguments of <c>computing</c>.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static async Task<Turns?> ComputeAsync(object arguments, CancellationToken cancellationToken)
    {
        string? executable = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "pypy3.exe" : "pypy3")).FirstOrDefault(File.Exists);
        return executable is null
            ? null
            : await GilExperiments.Computing.MeasureAsync(
                new CPython(executable, new Version(3, 9), GilState.Unknown, IsFreeThreaded: false, InterpretersModule: null, "PATH as pypy3"), arguments, cancellationToken)
                .ConfigureAwait(false);
    }
}
