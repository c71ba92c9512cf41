using System.Diagnostics;

namespace Workloads.Processes;

/// <summary>Runs the library as a program of its own, for measurements that need a process to themselves, and reads what it prints.</summary>
internal static class OwnProgram
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">The verb, and what follows it.</param>
    /// <param name="prepare">Sets up its start, such as its environment.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The lines that it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message is its last line.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it has ended.</exception>
    public static async Task<string[]> RunAsync(IReadOnlyList<string> arguments, Action<ProcessStartInfo>? prepare = null, CancellationToken cancellationToken = default)
    {
        ProcessStartInfo start = WorkerProgram.Current.StartInfo([.. arguments]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        prepare?.Invoke(start);
        cancellationToken.ThrowIfCancellationRequested();
        using Process child = Process.Start(start)!;
        try
        {
            Task<string> errors = child.StandardError.ReadToEndAsync(cancellationToken);
            string output = await child.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            await child.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            if (child.ExitCode != 0)
                throw new InvalidOperationException(Reason(await errors.ConfigureAwait(false), child.ExitCode));
            return Lines(output);
        }
        finally
        {
            if (!child.HasExited)
                child.Kill(entireProcessTree: true);
        }
    }

    private static string Reason(string errors, int exitCode) =>
        Lines(errors) is [.., var last] ? last : $"The child process ended with exit code {exitCode}.";

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
