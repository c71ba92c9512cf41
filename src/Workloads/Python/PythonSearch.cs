using System.Text.RegularExpressions;

namespace Workloads.Python;

/// <summary>
/// Looks for Pythons on PATH, among pyenv's versions and, on Windows, with the <c>py</c> launcher; asks each what it is, all at
/// the same time; and keeps one of each build.
/// </summary>
internal sealed partial class PythonSearch
{
    /// <summary>The oldest version that the scripts run on.</summary>
    internal static readonly Version OldestUsable = new(3, 8);

    /// <summary>The exit code of a shell that found no such command: a version manager's shim with nothing behind it.</summary>
    private const int CommandNotFound = 127;

    /// <summary>How to look a variable of the environment up.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The folder that has a <c>.pyenv</c> when PYENV_ROOT is not set.</summary>
    public string Home { get; init; } = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>How long one Python may take to say what it is.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>What the Pythons said when they were asked before; null to ask them all.</summary>
    public ProbeCache? Cache { get; init; }

    /// <summary>Finds what there is.</summary>
    public async Task<CPythons> FindAsync()
    {
        using var atOnce = new SemaphoreSlim(2 * Environment.ProcessorCount);
        var candidates = await CandidatesAsync().ConfigureAwait(false);
        var probes = await Task.WhenAll(candidates.Select(async candidate =>
        {
            await atOnce.WaitAsync().ConfigureAwait(false);
            try
            {
                return await ProbeAsync(candidate).ConfigureAwait(false);
            }
            finally
            {
                atOnce.Release();
            }
        })).ConfigureAwait(false);
        Cache?.Save();

        // Of several ways to one build the first met is told: PATH comes before pyenv.
        return new(
            [.. probes.Select(probe => probe.Build).OfType<CPython>().DistinctBy(build => build.Path, StringComparer.Ordinal)
                .OrderBy(build => build.Version).ThenBy(build => build.IsFreeThreaded)],
            [.. probes.Select(probe => probe.LeftOut).OfType<LeftOutPython>().Distinct()]);
    }

    private async Task<IReadOnlyList<Candidate>> CandidatesAsync()
    {
        string setting = Variable("WORKLOADS_PYTHON")?.Trim() ?? "";
        if (setting.Equals("off", StringComparison.OrdinalIgnoreCase))
            return [];
        if (setting.Length > 0)
            return [.. Split(setting).Select(path => new Candidate(path, "WORKLOADS_PYTHON"))];

        List<Candidate> all = [.. OnPath(), .. FromPyenv()];
        if (OperatingSystem.IsWindows())
            all.AddRange(await FromLauncherAsync().ConfigureAwait(false));
        return [.. all.DistinctBy(candidate => candidate.File, StringComparer.Ordinal)];
    }

    private IEnumerable<Candidate> OnPath() =>
        from folder in Split(Variable("PATH") ?? "")
        where Directory.Exists(folder) && !IsShimsOfPyenv(folder)
        from file in Files(folder)
        let name = Path.GetFileName(file)
        where ExecutableName().IsMatch(name)
        orderby name.Length // in one folder the plain name is what a reader types
        select new Candidate(file, $"PATH as {name}");

    private string PyenvRoot => Variable("PYENV_ROOT") is { Length: > 0 } set ? set : Path.Combine(Home, ".pyenv");

    // Each shim is a shell script that costs more than a Python, and leads to one of the versions that are asked anyway.
    private bool IsShimsOfPyenv(string folder) =>
        string.Equals(Path.TrimEndingDirectorySeparator(folder), Path.Combine(PyenvRoot, "shims"), StringComparison.Ordinal);

    private IEnumerable<Candidate> FromPyenv()
    {
        string versions = Path.Combine(PyenvRoot, "versions");
        if (!Directory.Exists(versions))
            return [];
        string executable = OperatingSystem.IsWindows() ? "python.exe" : Path.Combine("bin", "python");
        return Directory.EnumerateDirectories(versions).Order(StringComparer.Ordinal)
            .Select(folder => Path.Combine(folder, executable)).Where(File.Exists).Select(path => new Candidate(path, "pyenv"));
    }

    private async Task<IEnumerable<Candidate>> FromLauncherAsync()
    {
        try
        {
            var listed = await PythonProbe.OutputOfAsync("py", ["-0p"], Deadline).ConfigureAwait(false);
            return LauncherLine().Matches(listed.Output).Select(match => new Candidate(match.Value.Trim(), "py launcher"));
        }
        catch (PythonFailedException)
        {
            return [];
        }
    }

    private async Task<(CPython? Build, LeftOutPython? LeftOut)> ProbeAsync(Candidate candidate)
    {
        try
        {
            PythonProbe? probe = await AnswerAsync(candidate).ConfigureAwait(false);
            if (probe is null)
                return default;
            if (!string.Equals(probe.Implementation, "CPython", StringComparison.Ordinal))
                return (null, new(candidate.Path, $"it is {probe.Implementation} {probe.Version}, not CPython."));
            return probe.Version >= OldestUsable
                ? (probe.ToBuild(candidate.FoundBy), null)
                : (null, new(probe.Path, $"CPython {probe.Version} is too old; {OldestUsable} or later is needed."));
        }
        catch (PythonFailedException exception)
        {
            return (null, new(candidate.Path, exception.Message));
        }
    }

    private async Task<PythonProbe?> AnswerAsync(Candidate candidate)
    {
        if (Cache?.Find(candidate.File) is { } known)
            return known;
        var said = await PythonProbe.OutputOfAsync(candidate.Path, ["-B", "-S", Scripts.PathOf("probe")], Deadline).ConfigureAwait(false);
        if (said.ExitCode == CommandNotFound)
            return null;
        var probe = PythonProbe.Read(said);
        Cache?.Add(candidate.File, probe);
        return probe;
    }

    /// <summary>The file that a path leads to, links of its folders resolved as well.</summary>
    private static string Resolved(string path)
    {
        try
        {
            string full = Path.GetFullPath(path);
            if (Path.GetDirectoryName(full) is not { } folder)
                return full;
            string file = Path.Combine(Resolved(folder), Path.GetFileName(full));
            return File.ResolveLinkTarget(file, returnFinalTarget: true) is { } target ? Resolved(target.FullName) : file;
        }
        catch (IOException)
        {
            return path;
        }
    }

    private static IEnumerable<string> Files(string folder)
    {
        try
        {
            return Directory.GetFiles(folder, "python*");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string[] Split(string paths) =>
        paths.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"^python(3(\.\d+t?)?)?(\.exe)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ExecutableName();

    [GeneratedRegex(@"[A-Za-z]:\\.*\.exe\s*$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex LauncherLine();

    private sealed record Candidate(string Path, string FoundBy)
    {
        /// <summary>The executable that the path leads to.</summary>
        public string File { get; } = Resolved(Path);
    }
}
