using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Workloads.DataWork;

/// <summary>Loops that do nothing but use up what a machine can give: arithmetic without memory, and memory almost without arithmetic.</summary>
public static class MachineLimits
{
    /// <summary>Sums that run beside each other: as many as hide the time that one multiplication and addition takes on current cores.</summary>
    private const int Sums = 12;

    /// <summary>Bytes for each number of <see cref="Triad"/>: two read, one written.</summary>
    public const int TriadBytes = 3 * sizeof(double);

    /// <summary>Multiplies and adds vectors in registers.</summary>
    /// <param name="rounds">How often: 1 or more.</param>
    /// <returns>How many arithmetic operations it made.</returns>
    public static double Multiply(int rounds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        double end = Vector512.IsHardwareAccelerated ? MultiplyWide(rounds) : MultiplyVectors(rounds);
        if (!double.IsFinite(end))
            throw new InvalidOperationException("The numbers grew beyond all bounds, which they cannot.");
        return 2.0 * rounds * Sums * (Vector512.IsHardwareAccelerated ? Vector512<double>.Count : Vector<double>.Count);
    }

    /// <summary>McCalpin's triad (STREAM): <c>a = b + s·c</c>, block by block on several cores.</summary>
    /// <param name="result">Where the result goes.</param>
    /// <param name="addend">As long as the result, or longer.</param>
    /// <param name="factor">As long as the result, or longer.</param>
    /// <param name="workers">1 or more.</param>
    public static void Triad(double[] result, double[] addend, double[] factor, int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        int blocks = (result.Length + Blocks.DefaultSize - 1) / Blocks.DefaultSize;
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = workers }, block =>
        {
            int start = block * Blocks.DefaultSize, length = Math.Min(Blocks.DefaultSize, result.Length - start);
            TensorPrimitives.MultiplyAddEstimate(factor.AsSpan(start, length), 3.0, addend.AsSpan(start, length), result.AsSpan(start, length));
        });
    }

    // Locals, not an array: only so they stay in registers. The factor keeps them near 2, away from overflow and from denormal numbers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double MultiplyVectors(int rounds)
    {
        var factor = new Vector<double>(0.5);
        Vector<double> one = Vector<double>.One, a = one, b = one, c = one, d = one, e = one, f = one, g = one, h = one, i = one, j = one, k = one, l = one;
        for (int round = 0; round < rounds; round++)
        {
            a = Vector.MultiplyAddEstimate(a, factor, one);
            b = Vector.MultiplyAddEstimate(b, factor, one);
            c = Vector.MultiplyAddEstimate(c, factor, one);
            d = Vector.MultiplyAddEstimate(d, factor, one);
            e = Vector.MultiplyAddEstimate(e, factor, one);
            f = Vector.MultiplyAddEstimate(f, factor, one);
            g = Vector.MultiplyAddEstimate(g, factor, one);
            h = Vector.MultiplyAddEstimate(h, factor, one);
            i = Vector.MultiplyAddEstimate(i, factor, one);
            j = Vector.MultiplyAddEstimate(j, factor, one);
            k = Vector.MultiplyAddEstimate(k, factor, one);
            l = Vector.MultiplyAddEstimate(l, factor, one);
        }

        return Vector.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double MultiplyWide(int rounds)
    {
        var factor = Vector512.Create(0.5);
        Vector512<double> one = Vector512<double>.One, a = one, b = one, c = one, d = one, e = one, f = one, g = one, h = one, i = one, j = one, k = one, l = one;
        for (int round = 0; round < rounds; round++)
        {
            a = Vector512.MultiplyAddEstimate(a, factor, one);
            b = Vector512.MultiplyAddEstimate(b, factor, one);
            c = Vector512.MultiplyAddEstimate(c, factor, one);
            d = Vector512.MultiplyAddEstimate(d, factor, one);
            e = Vector512.MultiplyAddEstimate(e, factor, one);
            f = Vector512.MultiplyAddEstimate(f, factor, one);
            g = Vector512.MultiplyAddEstimate(g, factor, one);
            h = Vector512.MultiplyAddEstimate(h, factor, one);
            i = Vector512.MultiplyAddEstimate(i, factor, one);
            j = Vector512.MultiplyAddEstimate(j, factor, one);
            k = Vector512.MultiplyAddEstimate(k, factor, one);
            l = Vector512.MultiplyAddEstimate(l, factor, one);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
