using System.Text;

namespace Workloads.Processes;

/// <summary>What a child process left behind.</summary>
/// <param name="Command">What was started.</param>
/// <param name="ExitCode">Its exit code, 128 plus the signal's number where a signal ended it; null when it was never started.</param>
/// <param name="OutputBytes">What it printed to standard output, up to its end.</param>
/// <param name="ErrorBytes">What it printed to standard error, up to its end.</param>
/// <param name="Elapsed">From its start to its end.</param>
/// <param name="WasTimedOut">Whether it was ended because it ran longer than it may.</param>
public sealed record ChildResult(
    Command Command, int? ExitCode, ReadOnlyMemory<byte> OutputBytes, ReadOnlyMemory<byte> ErrorBytes, TimeSpan Elapsed, bool WasTimedOut)
{
    /// <summary>How it ended.</summary>
    public ChildEnding Ending => WasTimedOut ? ChildEnding.TimedOut : ExitCode switch
    {
        null => ChildEnding.NotStarted,
        0 => ChildEnding.Succeeded,
        _ => ChildEnding.Failed,
    };

    /// <summary>Whether it ended by itself, with exit code 0.</summary>
    public bool Succeeded => Ending is ChildEnding.Succeeded;

    /// <summary>What it printed to standard output, as UTF-8.</summary>
    public string Output => Encoding.UTF8.GetString(OutputBytes.Span);

    /// <summary>What it printed to standard error, as UTF-8.</summary>
    public string Error => Encoding.UTF8.GetString(ErrorBytes.Span);

    /// <summary>The lines that it printed to standard output.</summary>
    public IReadOnlyList<string> Lines => LinesOf(Output);

    /// <summary>The lines that it printed to standard error.</summary>
    internal IReadOnlyList<string> ErrorLines => LinesOf(Error);

    private static string[] LinesOf(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
