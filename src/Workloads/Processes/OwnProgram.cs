using System.Diagnostics;

namespace Workloads.Processes;

/// <summary>The library as a program of its own, for measurements that need a process to themselves.</summary>
internal static class OwnProgram
{
    /// <summary>The command that starts it.</summary>
    /// <param name="arguments">The verb, and what follows it.</param>
    /// <param name="prepare">Sets up its start, such as its environment.</param>
    /// <exception cref="FileNotFoundException">There is no way to start it; the message lists where was looked.</exception>
    public static Command Command(IReadOnlyList<string> arguments, Action<ProcessStartInfo>? prepare = null)
    {
        ProcessStartInfo start = WorkerProgram.Current.StartInfo([.. arguments]);
        prepare?.Invoke(start);
        return new(start.FileName, [.. start.ArgumentList]) { Environment = start.Environment };
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">The verb, and what follows it.</param>
    /// <param name="prepare">Sets up its start, such as its environment.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The lines that it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message is its last line.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it has ended.</exception>
    public static async Task<string[]> RunAsync(IReadOnlyList<string> arguments, Action<ProcessStartInfo>? prepare = null,
        CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ChildResult result = await Command(arguments, prepare).RunAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return result.Succeeded
            ? [.. result.Lines]
            : throw new InvalidOperationException(result.ErrorLines is [.., var last] ? last
                : Invariant($"The child process ended with exit code {result.ExitCode}."));
    }
}
