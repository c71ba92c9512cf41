namespace Workloads.Interpreter;

/// <summary>The native function <c>isqrt</c>.</summary>
internal static class IntegerRoot
{
    /// <summary>The largest integer whose square is not above a number, 0 or more: a square root in doubles, corrected.</summary>
    public static long Of(long n)
    {
        long root = (long)Math.Sqrt(n);
        while (root > 0 && root > n / root)
            root--;
        while (root + 1 <= n / (root + 1))
            root++;
        return root;
    }
}
