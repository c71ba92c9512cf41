namespace Workloads.Processes;

/// <summary>A call was running each time its worker died, as often as it was allowed to be run.</summary>
/// <param name="call">The call's number, counted from 0.</param>
/// <param name="attempts">How many workers died while they ran it.</param>
/// <param name="exitCode">The last one's exit code: 128 plus the signal's number where a signal ended it.</param>
/// <param name="lastWords">The last lines that it printed.</param>
public sealed class WorkerLostException(long call, int attempts, int exitCode, string lastWords)
    : Exception(
        Invariant($"Call {call} was running each of the {attempts} times its worker died, the last time with exit code {exitCode}{Describe(exitCode)}.{FirstLine(lastWords)}"))
{
    private const int SignalBase = 128;

    /// <summary>The call's number, counted from 0.</summary>
    public long Call { get; } = call;

    /// <summary>How many workers died while they ran it.</summary>
    public int Attempts { get; } = attempts;

    /// <summary>The exit code of the last worker that died: 128 plus the signal's number where a signal ended it.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>
    /// The end of what the last worker printed, such as the runtime's message about a full stack; empty when there was none.
    /// </summary>
    public string LastWords { get; } = lastWords;

    private static string Describe(int exitCode) => exitCode switch
    {
        SignalBase + 6 => " (SIGABRT)",
        SignalBase + 9 => " (SIGKILL)",
        SignalBase + 11 => " (SIGSEGV)",
        SignalBase + 15 => " (SIGTERM)",
        _ => "",
    };

    private static string FirstLine(string lastWords)
    {
        string line = lastWords.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "";
        return line.Length == 0 ? "" : $" It printed: {line}";
    }
}
