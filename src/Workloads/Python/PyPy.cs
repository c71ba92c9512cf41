namespace Workloads.Python;

/// <summary>PyPy, another implementation of Python, where it is on the PATH.</summary>
internal static class PyPy
{
    /// <summary>What verdicts call it.</summary>
    public const string Name = "PyPy";

    /// <summary>What a judgement says where there is none.</summary>
    public const string LeftOut = "No pypy3 was found.";

    /// <summary>So many times the work of a CPython takes it about as long, by its compiler.</summary>
    public const int TimesAsFast = 10;

    /// <summary>It runs the scripts as a CPython does; null where there is none.</summary>
    public static CPython? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "pypy3.exe" : "pypy3"))
                .FirstOrDefault(File.Exists) is { } executable
            ? new CPython(executable, new Version(3, 9), GilState.Unknown, IsFreeThreaded: false, InterpretersModule: null, "PATH as pypy3")
            : null;
}
