using System.Runtime.CompilerServices;

namespace Workloads;

/// <summary>
/// Fibonacci numbers by naive recursion, 1 for every n up to 2 (document 000, experiment A3): fib(n) needs 2·fib(n) − 1
/// calls, so each step of n takes 1.6 times as long as the one before.
/// </summary>
public static class Fibonacci
{
    /// <summary>The largest n whose Fibonacci number a <see cref="long"/> holds.</summary>
    public const int MaxN = 92;

    /// <summary>A call of this size takes some milliseconds: how often a longer one looks whether it was cancelled.</summary>
    private const long UninterruptedN = 30;

    internal static Workload Workload { get; } = new("fibonacci", Of, waiting: null, minSize: 0, MaxN);

    /// <summary>The n-th Fibonacci number, by naive recursion.</summary>
    /// <param name="n">From 0 to <see cref="MaxN"/>; from about 45 on it takes seconds, and each step 1.6 times longer.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is negative or beyond <see cref="MaxN"/>.</exception>
    public static long Of(long n) => Of(Workload.Checked(n), CancellationToken.None);

    private static long Of(long n, CancellationToken cancellationToken)
    {
        if (n <= UninterruptedN)
            return Recurse((int)n);
        cancellationToken.ThrowIfCancellationRequested();
        return Of(n - 1, cancellationToken) + Of(n - 2, cancellationToken);
    }

    private static long Recurse(int n) => n <= 2 ? 1 : Inlined(n - 1) + Inlined(n - 2);

    /// <summary>The same within its caller: C++'s compilers do that by themselves, and more than once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Inlined(int n) => n <= 2 ? 1 : Recurse(n - 1) + Recurse(n - 2);
}
