
namespace Workloads.Interpreter;

/// <summary>A program cannot be compiled, or failed while it ran; the message names the line and what is wrong there.</summary>
public sealed class ProgramException : Exception
{
    internal ProgramException(int line, string message)
        : base(Invariant($"line {line}: {message}")) => Line = line;

    /// <summary>The line of the program's text, counted from 1.</summary>
    public int Line { get; }
}
