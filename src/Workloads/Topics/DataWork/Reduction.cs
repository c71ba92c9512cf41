using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Workloads.Topics;

/// <summary>
/// Many numbers made into one, in three ways that give the same result (B16): a loop over single numbers, the vector
/// instructions of one core (System.Numerics.Tensors), and those of all cores, block by block.
/// </summary>
internal sealed class Reduction
{
    private readonly BlockMap _scalar, _simd;

    private Reduction(string name, int flopsPerNumber, BlockMap scalar, BlockMap simd)
    {
        Name = name;
        FlopsPerNumber = flopsPerNumber;
        _scalar = scalar;
        _simd = simd;
    }

    /// <summary>The sum: one addition for each number.</summary>
    public static Reduction Sum { get; } = new("sum", flopsPerNumber: 1, SumInLoop, static data => TensorPrimitives.Sum(data));

    /// <summary>The sum of squares: a multiplication and an addition for each number.</summary>
    public static Reduction SumOfSquares { get; } = new("sum of squares", flopsPerNumber: 2, SumSquaresInLoop, static data =>
        TensorPrimitives.SumOfSquares(data));

    /// <summary>Both.</summary>
    public static IReadOnlyList<Reduction> All { get; } = [Sum, SumOfSquares];

    /// <summary>Its name in tables and charts.</summary>
    public string Name { get; }

    /// <summary>Arithmetic operations for each number; each number is 8 bytes that memory must deliver.</summary>
    public int FlopsPerNumber { get; }

    /// <summary>
    /// One number after the other. The compiler may not reorder the additions of floating point, and so does not use vectors by itself.
    /// </summary>
    public double Scalar(ReadOnlySpan<double> data) => _scalar(data);

    /// <summary>Several numbers an instruction, on one core.</summary>
    public double Simd(ReadOnlySpan<double> data) => _simd(data);

    /// <summary>The same on several cores: blocks are mapped, and their results added.</summary>
    /// <inheritdoc cref="Blocks.MapReduce"/>
    public double ParallelSimd(ReadOnlyMemory<double> data, int blockSize = Blocks.DefaultSize, int? workers = null,
        CancellationToken cancellationToken = default) =>
        Blocks.MapReduce(data, _simd, static (left, right) => left + right, seed: 0, blockSize, workers, cancellationToken);

    /// <inheritdoc/>
    public override string ToString() => Name;

    // Compiled to the end at once: it is one long loop, and would be measured in an earlier tier otherwise.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SumInLoop(ReadOnlySpan<double> data)
    {
        double sum = 0;
        foreach (double number in data)
            sum += number;
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SumSquaresInLoop(ReadOnlySpan<double> data)
    {
        double sum = 0;
        foreach (double number in data)
            sum += number * number;
        return sum;
    }
}
