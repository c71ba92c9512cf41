using Workloads.Interpreter;

namespace Workloads;

/// <summary>
/// Whether a number is prime, by trial division with 2 and the odd numbers up to the integer root (document 001,
/// experiment B11). A call returns 1 for a prime and 0 for any other number.
/// </summary>
public static class Primality
{
    /// <summary>How many divisions lie between two looks at the cancellation token: about a millisecond's.</summary>
    private const long UninterruptedDivisions = 1 << 19;

    internal static Workload Workload { get; } =
        new("is-prime", static (n, token) => Test(n, token) ? 1 : 0, waiting: null, minSize: 0, long.MaxValue);

    /// <summary>Whether a number is prime.</summary>
    /// <param name="n">0 or more; a prime n takes about √n / 2 divisions, of some 2 ns each.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is negative.</exception>
    public static bool IsPrime(long n) => Test(Workload.Checked(n), CancellationToken.None);

    private static bool Test(long n, CancellationToken cancellationToken)
    {
        if (n < 2)
            return false;
        if (n % 2 == 0)
            return n == 2;

        // Unsigned 64-bit division is as exact as the numbers; in doubles two of the document's twenty would be wrong.
        ulong number = (ulong)n, root = (ulong)IntegerRoot.Of(n);
        for (ulong divisor = 3; divisor <= root;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ulong pause = Math.Min(root, divisor + 2 * UninterruptedDivisions);
            for (; divisor <= pause; divisor += 2)
            {
                if (number % divisor == 0)
                    return false;
            }
        }

        return true;
    }
}
