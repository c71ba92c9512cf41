using Workloads.Python;

namespace Workloads.Topics;

/// <summary>Who checks the numbers of <see cref="PythonPrimes"/>.</summary>
public enum PythonCheckers
{
    /// <summary>One thread, one number after the other (B11).</summary>
    Sequential,

    /// <summary>Processes that take numbers from a queue until each gets a poison pill (B12).</summary>
    Processes,

    /// <summary>Threads that do the same (B13).</summary>
    Threads,
}

/// <summary>Numbers checked for being prime by a CPython (B11 to B13).</summary>
/// <param name="Seconds">From the start to the last answer, with the workers' start and end.</param>
/// <param name="Checked">The answers, in the order in which they came.</param>
public sealed record PythonPrimes(double Seconds, IReadOnlyList<PythonPrimes.Check> Checked)
{
    /// <summary>Checks numbers.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="checkers">Who checks them.</param>
    /// <param name="workers">How many of them: 1 or more.</param>
    /// <param name="numbers">Which numbers; the document's twenty when left out.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonPrimes> CheckAsync(
        CPython python, PythonCheckers checkers = PythonCheckers.Processes, int workers = 2, IReadOnlyList<long>? numbers = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        string way = checkers.ToString().ToLowerInvariant();
        object arguments = numbers is null ? new { way, workers } : new { way, workers, numbers };
        return python.RunScriptAsync<PythonPrimes>("primes", arguments, TimeSpan.FromMinutes(5), cancellationToken);
    }

    /// <summary>One number's answer.</summary>
    /// <param name="Number">The number.</param>
    /// <param name="IsPrime">Whether it is prime.</param>
    /// <param name="Seconds">How long its check took.</param>
    public sealed record Check(long Number, bool IsPrime, double Seconds);
}
