using System.Diagnostics;

namespace Workloads.Processes;

/// <summary>A program and its arguments, ready to be started as a child process (E1 to E4). No shell comes between.</summary>
/// <param name="Program">A program's path, or its name, which is looked for on the path.</param>
/// <param name="Arguments">Its arguments, each as it is to arrive.</param>
public sealed record Command(string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>The folder to start it in; this process's own unless set.</summary>
    public string? Folder { get; init; }

    /// <summary>All of its environment; this process's own unless set.</summary>
    internal IDictionary<string, string?>? Environment { get; init; }

    /// <summary>Finds a program on the path.</summary>
    /// <param name="name">Its name, without the ending that programs have on Windows.</param>
    /// <returns>Its path, or null when this machine does not have it.</returns>
    public static string? Find(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : [""];
        return (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(folder => folder.Length > 0)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending)))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Starts it, feeds it, and waits for its end, however it ends.</summary>
    /// <param name="input">What it reads from its standard input.</param>
    /// <param name="timeout">How long it may run before it is ended, together with all that it has started; no limit when left out.</param>
    /// <param name="onLine">Called with each line that it prints, as soon as it is there, from a thread of the pool.</param>
    /// <param name="cancellationToken">Ends it, together with all that it has started.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing is left running.</exception>
    public async Task<ChildResult> RunAsync(
        ReadOnlyMemory<byte> input = default, TimeSpan? timeout = null, Action<ChildLine>? onLine = null,
        CancellationToken cancellationToken = default)
    {
        var child = ChildProcess.Start(this, input, onLine);
        await using (child.ConfigureAwait(false))
            return await child.WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The command as one would type it.</summary>
    public override string ToString() => string.Join(' ', Arguments.Prepend(Path.GetFileName(Program)).Select(Quoted));

    internal ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo(Program, Arguments)
        {
            WorkingDirectory = Folder ?? "",
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Environment is null)
            return start;
        start.Environment.Clear();
        foreach ((string name, string? value) in Environment)
            start.Environment[name] = value;
        return start;
    }

    private static string Quoted(string argument) =>
        argument.Length > 0 && !argument.AsSpan().ContainsAny(" \t\"'") ? argument : $"'{argument}'";
}
