using Workloads.Python;

namespace Workloads.Topics;

/// <summary>What threads of a CPython printed that each counted, and printed the count in two parts (C7).</summary>
/// <param name="Expected">The lines that one thread after the other would print.</param>
/// <param name="Printed">The lines that they did print.</param>
public sealed record PythonPrinter(IReadOnlyList<string> Expected, IReadOnlyList<string> Printed)
{
    /// <summary>Whether every line is right.</summary>
    public bool IsRight => Printed.SequenceEqual(Expected, StringComparer.Ordinal);

    /// <summary>The lines that should have been printed and were not: lost counts, and lines torn or run together.</summary>
    public int Wrong
    {
        get
        {
            var missing = Expected.ToList();
            foreach (string line in Printed)
                missing.Remove(line);
            return missing.Count;
        }
    }

    /// <summary>Lets threads print.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="increment">Plain, yielding after each step, or the same while holding a lock.</param>
    /// <param name="threads">How many: 1 or more.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="ArgumentException">The printer has neither <see cref="PythonIncrement.Call"/> nor <see cref="PythonIncrement.Owner"/>.</exception>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonPrinter> PrintAsync(
        CPython python, PythonIncrement increment = PythonIncrement.Yielding, int threads = 10, CancellationToken cancellationToken = default)
    {
        if (increment is PythonIncrement.Call or PythonIncrement.Owner)
            throw new ArgumentException("The printer prints plainly, yielding, or locked.", nameof(increment));
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        return python.RunScriptAsync<PythonPrinter>("printer", new { way = increment.ToString().ToLowerInvariant(), threads }, cancellationToken: cancellationToken);
    }
}
