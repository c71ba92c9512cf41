using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Workloads.Topics;

/// <summary>
/// Loops that do nothing but use up what a machine can give: arithmetic without memory, and memory almost without arithmetic.
/// </summary>
internal static class MachineLimits
{
    /// <summary>
    /// Sums that run beside each other: as many as hide the time that one multiplication and addition takes on current cores.
    /// </summary>
    private const int Sums = 12;

    /// <summary>Bytes for each number of <see cref="Triad"/>: two read, one written.</summary>
    public const int TriadBytes = 3 * sizeof(double);

    /// <summary>Multiplies and adds vectors in registers.</summary>
    /// <param name="rounds">How often: 1 or more.</param>
    /// <returns>How many arithmetic operations it made.</returns>
    public static double Multiply(int rounds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        double end = Vector512.IsHardwareAccelerated ? Multiply<Vector512<double>, WideOperations>(rounds) : Multiply<Vector<double>,
            VectorOperations>(rounds);
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
            TensorPrimitives.MultiplyAddEstimate(factor.AsSpan(start, length), 3.0, addend.AsSpan(start, length),
                result.AsSpan(start, length));
        });
    }

    // Locals, not an array: only so they stay in registers. The factor keeps them near 2, away from overflow and from denormal numbers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Multiply<TVector, TOperations>(int rounds) where TOperations : struct, IVectorOperations<TVector>
    {
        TVector factor = TOperations.Create(0.5), one = TOperations.Create(1);
        TVector a = one, b = one, c = one, d = one, e = one, f = one, g = one, h = one, i = one, j = one, k = one, l = one;
        for (int round = 0; round < rounds; round++)
        {
            a = TOperations.MultiplyAdd(a, factor, one);
            b = TOperations.MultiplyAdd(b, factor, one);
            c = TOperations.MultiplyAdd(c, factor, one);
            d = TOperations.MultiplyAdd(d, factor, one);
            e = TOperations.MultiplyAdd(e, factor, one);
            f = TOperations.MultiplyAdd(f, factor, one);
            g = TOperations.MultiplyAdd(g, factor, one);
            h = TOperations.MultiplyAdd(h, factor, one);
            i = TOperations.MultiplyAdd(i, factor, one);
            j = TOperations.MultiplyAdd(j, factor, one);
            k = TOperations.MultiplyAdd(k, factor, one);
            l = TOperations.MultiplyAdd(l, factor, one);
        }

        // Added by name as well: an array or a loop over them would take their addresses, and they would lie in memory all the time.
        return TOperations.Sum(a) + TOperations.Sum(b) + TOperations.Sum(c) + TOperations.Sum(d) + TOperations.Sum(e) + TOperations.Sum(f)
            + TOperations.Sum(g) + TOperations.Sum(h) + TOperations.Sum(i) + TOperations.Sum(j) + TOperations.Sum(k) + TOperations.Sum(l);
    }
}
