using System.Diagnostics;
using System.Runtime.InteropServices;
using Workloads.Processes.Wire;

namespace Workloads.Processes;

/// <summary>How the library is started as a program, whatever the program is that has loaded it.</summary>
/// <param name="FileName">The program to start: the library's own, or <c>dotnet</c>.</param>
/// <param name="Arguments">What comes before the worker's own arguments.</param>
/// <param name="DotnetRoot">The folder of the runtime that it is to run on; null to leave that to it.</param>
internal sealed record WorkerProgram(string FileName, IReadOnlyList<string> Arguments, string? DotnetRoot)
{
    /// <summary>How this process would start it, found once.</summary>
    /// <exception cref="FileNotFoundException">There is no way to; the message lists where was looked.</exception>
    public static WorkerProgram Current => s_current.Value;

    private static readonly Lazy<WorkerProgram> s_current = new(() => Find(WorkerSurroundings.Current()));

    /// <summary>
    /// Finds it: the apphost beside the library when there is a runtime for it and it may be executed, else <c>dotnet</c>. Runtimes are
    /// looked for
    /// where the running one lies, in <c>DOTNET_ROOT</c>, and on the path.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no way to start it; the message lists where was looked.</exception>
    public static WorkerProgram Find(WorkerSurroundings surroundings)
    {
        string folder = Path.GetDirectoryName(surroundings.Library) ?? "";
        string config = Path.Combine(folder, Path.GetFileNameWithoutExtension(surroundings.Library) + ".runtimeconfig.json");
        if (surroundings.Library.Length == 0 || !File.Exists(config))
            throw new FileNotFoundException($"Worker processes need the library's own file and its runtimeconfig beside it; looked for {(config.Length == 0 ? "it in vain" : config)}.");

        string appHost = Path.Combine(folder, Path.GetFileNameWithoutExtension(surroundings.Library) + Suffix);
        string? root = surroundings.Roots().FirstOrDefault(HoldsRuntime);
        if (File.Exists(appHost) && root is not null && MayExecute(appHost))
            return new(appHost, [], root);

        string? dotnet = surroundings.Roots().Select(candidate => Path.Combine(candidate, "dotnet" + Suffix)).FirstOrDefault(File.Exists);
        if (dotnet is not null)
            return new(dotnet, ["exec", surroundings.Library], DotnetRoot: null);

        throw new FileNotFoundException(
            $"No .NET runtime was found to start worker processes with. Looked for {appHost} and for 'dotnet{Suffix}' in: {string.Join(", ", surroundings.Roots().DefaultIfEmpty("(nowhere)"))}. Set DOTNET_ROOT to the runtime's folder.");
    }

    /// <summary>
    /// What to pass to <see cref="Process.Start(ProcessStartInfo)"/>: the runtime leaves out what a worker does not need.
    /// </summary>
    public ProcessStartInfo StartInfo(params ReadOnlySpan<string> arguments)
    {
        ProcessStartInfo start = PlainStartInfo(arguments);

        // No diagnostics port: it is a file for each process, which one that is killed leaves behind.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";

        // A worker compiles little, and sooner when code pages are not mapped twice; it runs nothing but this library.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";

        // It is warm sooner, too, when what is called often is looked for after 10 ms (hexadecimal here) rather than 100.
        start.Environment.TryAdd("DOTNET_TC_CallCountingDelayMs", "A");
        return start;
    }

    /// <summary>The same with the runtime as it is by itself.</summary>
    public ProcessStartInfo PlainStartInfo(params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(FileName) { UseShellExecute = false, CreateNoWindow = true };
        foreach (string argument in Arguments)
            start.ArgumentList.Add(argument);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);

        if (DotnetRoot is not null)
        {
            start.Environment["DOTNET_ROOT"] = DotnetRoot;
            start.Environment.Remove($"DOTNET_ROOT_{RuntimeInformation.ProcessArchitecture.ToString().ToUpperInvariant()}");
        }

        return start;
    }

    private static string Suffix => OperatingSystem.IsWindows() ? ".exe" : "";

    // A copy may have lost the right, and a file system may give it to nothing.
    private static bool MayExecute(string file) => OperatingSystem.IsWindows() || Posix.MayExecute(file);

    private static bool HoldsRuntime(string root) =>
        Directory.Exists(Path.Combine(root, "host", "fxr")) && Directory.Exists(Path.Combine(root, "shared", "Microsoft.NETCore.App"));
}
