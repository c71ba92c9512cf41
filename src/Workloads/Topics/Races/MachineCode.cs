using System.Diagnostics;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>
/// Asks the runtime for the machine code that it makes (C8): the library is started as a program, with the JIT told to write
/// down what it compiles.
/// </summary>
internal static class MachineCode
{
    /// <summary>The argument that starts the program that runs the increments and ends.</summary>
    internal const string Argument = "--increments";

    private static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(1);

    /// <summary>The code of both increments, by the method's name; empty when the runtime gives none.</summary>
    /// <param name="cancellationToken">Ends the child process.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> OfIncrementsAsync(CancellationToken cancellationToken = default)
    {
        string file = Path.Combine(Path.GetTempPath(), $"workloads-jit-{Guid.NewGuid():N}.txt");
        try
        {
            ProcessStartInfo start = WorkerProgram.Current.StartInfo(Argument);
            start.RedirectStandardOutput = start.RedirectStandardError = true;
            start.Environment["DOTNET_JitStdOutFile"] = file;
            start.Environment["DOTNET_JitDisasm"] = $"{nameof(Increments.Plain)} {nameof(Increments.Atomic)}";
            start.Environment["DOTNET_JitDisasmDiffable"] = "0";
            start.Environment["DOTNET_TieredCompilation"] = "0";
            await RunAsync(start, cancellationToken).ConfigureAwait(false);
            return File.Exists(file) ? Split(await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false))
                : new Dictionary<string, string>(StringComparer.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>What the child does.</summary>
    internal static int Run()
    {
        Increments.Plain();
        Increments.Atomic();
        return Increments.Value == 2 ? 0 : 1;
    }

    private static async Task RunAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} was not started.");
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(s_deadline);
        try
        {
            Task output = process.StandardOutput.ReadToEndAsync(deadline.Token),
                errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token).ConfigureAwait(false);
            await Task.WhenAll(output, errors).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It hangs, and so gives nothing.
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Parts the JIT's text at its headings, and leaves its comments out.</summary>
    private static Dictionary<string, string> Split(string text)
    {
        var code = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string part in text.ReplaceLineEndings("\n").Split("; Assembly listing for method ", StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part.Contains(':', StringComparison.Ordinal)))
        {
            string heading = part.Split('\n')[0];
            string name = heading.Split('(')[0].Split(':')[^1];
            string[] lines = [.. part.Split('\n').Skip(1).Where(line => line.Length > 0 && !line.StartsWith(';'))
                .Select(line => line.TrimEnd())];
            code[name] = string.Join('\n', lines);
        }

        return code;
    }
}
