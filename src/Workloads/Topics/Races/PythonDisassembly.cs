using Workloads.Python;

namespace Workloads.Topics;

/// <summary>What CPython's <c>dis</c> prints of three functions (C8). Versions differ in their instructions.</summary>
/// <param name="Counter">A function whose body is <c>counter += 1</c>.</param>
/// <param name="Print">A function whose body is <c>print(counter)</c>.</param>
/// <param name="Fibonacci">The recursive fibonacci function.</param>
public sealed record PythonDisassembly(string Counter, string Print, string Fibonacci)
{
    /// <summary>Asks a build for them.</summary>
    /// <param name="python">The build.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonDisassembly> ReadAsync(CPython python, CancellationToken cancellationToken = default) =>
        python.RunScriptAsync<PythonDisassembly>("disassembly", cancellationToken: cancellationToken);
}
