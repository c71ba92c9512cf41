using Workloads.Python;

namespace Workloads.Topics;

/// <summary>A sum and a matrix product by a CPython: by its own loops, by what it has built in, and by numpy where that is installed (B16).</summary>
/// <param name="Numbers">How many numbers were added.</param>
/// <param name="Size">Rows and columns of the matrices.</param>
/// <param name="LoopSeconds">The sum by a loop, one number a repeat.</param>
/// <param name="SumSeconds">The sum by the built-in <c>sum</c>, likewise.</param>
/// <param name="ProductSeconds">The product of lists of lists, likewise.</param>
/// <param name="LibrarySumSeconds">The sum by numpy; null where it is not installed.</param>
/// <param name="LibraryProductSeconds">The product by numpy; null where it is not installed.</param>
public sealed record PythonDataWork(
    int Numbers,
    int Size,
    IReadOnlyList<double> LoopSeconds,
    IReadOnlyList<double> SumSeconds,
    IReadOnlyList<double> ProductSeconds,
    IReadOnlyList<double>? LibrarySumSeconds,
    IReadOnlyList<double>? LibraryProductSeconds)
{
    /// <summary>What was measured and how many arithmetic operations a second it made, by medians.</summary>
    public IReadOnlyList<(string Name, double FlopsPerSecond)> Rates
    {
        get
        {
            double product = 2.0 * Size * Size * Size;
            (string Name, double Flops, IReadOnlyList<double>? Seconds)[] all =
            [
                ("sum, loop", Numbers, LoopSeconds), ("sum, built in", Numbers, SumSeconds), ("sum, numpy", Numbers, LibrarySumSeconds),
                ("matrix product, lists", product, ProductSeconds), ("matrix product, numpy", product, LibraryProductSeconds),
            ];
            return [.. all.Where(static one => one.Seconds is not null).Select(static one => (one.Name, one.Flops / Middle.Of(one.Seconds!)))];
        }
    }

    /// <summary>Measures them.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="numbers">How many numbers are added: 1 or more.</param>
    /// <param name="size">Rows and columns of the matrices: 1 or more; the time grows by the third power.</param>
    /// <param name="repeats">1 or more.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonDataWork> MeasureAsync(CPython python, int numbers = 1_000_000, int size = 64, int repeats = 3, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numbers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        return python.RunScriptAsync<PythonDataWork>("data_work", new { count = numbers, size, repeats }, cancellationToken: cancellationToken);
    }
}
