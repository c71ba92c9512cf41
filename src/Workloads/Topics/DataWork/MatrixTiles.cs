using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Workloads.Topics;

/// <summary>
/// The inner loops of the matrix product. The vector one follows Goto and van de Geijn, Anatomy of High-Performance Matrix
/// Multiplication (2008), in small: a strip of the right matrix is packed so that it is read in a row, and a tile of the
/// product stays in registers while a strip passes by.
/// </summary>
internal static class MatrixTiles
{
    /// <summary>Rows of a tile. Times two vectors: eight sums in registers, enough to keep two multipliers busy.</summary>
    public const int Height = 4;

    private static int Width => 2 * Vector<double>.Count;

    // Compiled to the end at once: a few calls are all there are.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyScalar(Matrix left, Matrix right, Matrix product)
    {
        for (int row = 0; row < left.Rows; row++)
        {
            Span<double> sums = product.RowOf(row);
            Span<double> factors = left.RowOf(row);
            for (int k = 0; k < factors.Length; k++)
            {
                double factor = factors[k];
                Span<double> others = right.RowOf(k)[..sums.Length];
                for (int column = 0; column < sums.Length; column++)
                    sums[column] += factor * others[column];
            }
        }
    }

    /// <summary>Computes the rows from one on to before another.</summary>
    public static void Multiply(Matrix left, Matrix right, Matrix product, int firstRow, int endRow)
    {
        if (firstRow >= endRow)
            return;
        double[] strip = ArrayPool<double>.Shared.Rent(right.Rows * Width);
        int column = 0;
        for (; column + Width <= right.Columns; column += Width)
        {
            Pack(right, column, strip);
            int row = firstRow;
            for (; row + Height <= endRow; row += Height)
                MultiplyTile(left, strip, product, row, column);
            for (; row < endRow; row++)
                MultiplyRow(left, strip, product, row, column);
        }

        ArrayPool<double>.Shared.Return(strip);
        for (int row = firstRow; row < endRow; row++)
            MultiplyEdge(left, right, product, row, column);
    }

    private static void Pack(Matrix right, int column, double[] strip)
    {
        for (int k = 0; k < right.Rows; k++)
            right.RowOf(k).Slice(column, Width).CopyTo(strip.AsSpan(k * Width));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyTile(Matrix left, double[] strip, Matrix product, int row, int column)
    {
        int lanes = Vector<double>.Count, length = left.Columns;
        ref double factors0 = ref MemoryMarshal.GetReference(left.RowOf(row));
        ref double factors1 = ref MemoryMarshal.GetReference(left.RowOf(row + 1));
        ref double factors2 = ref MemoryMarshal.GetReference(left.RowOf(row + 2));
        ref double factors3 = ref MemoryMarshal.GetReference(left.RowOf(row + 3));
        ref double others = ref MemoryMarshal.GetReference(strip.AsSpan(0, length * Width));
        Vector<double> sum00 = default, sum01 = default, sum10 = default, sum11 = default, sum20 = default, sum21 = default, sum30 =
            default, sum31 = default;
        for (int k = 0; k < length; k++)
        {
            var other0 = Vector.LoadUnsafe(ref others);
            var other1 = Vector.LoadUnsafe(ref others, (nuint)lanes);
            others = ref Unsafe.Add(ref others, 2 * lanes);
            var factor = new Vector<double>(Unsafe.Add(ref factors0, k));
            sum00 = Vector.MultiplyAddEstimate(factor, other0, sum00);
            sum01 = Vector.MultiplyAddEstimate(factor, other1, sum01);
            factor = new(Unsafe.Add(ref factors1, k));
            sum10 = Vector.MultiplyAddEstimate(factor, other0, sum10);
            sum11 = Vector.MultiplyAddEstimate(factor, other1, sum11);
            factor = new(Unsafe.Add(ref factors2, k));
            sum20 = Vector.MultiplyAddEstimate(factor, other0, sum20);
            sum21 = Vector.MultiplyAddEstimate(factor, other1, sum21);
            factor = new(Unsafe.Add(ref factors3, k));
            sum30 = Vector.MultiplyAddEstimate(factor, other0, sum30);
            sum31 = Vector.MultiplyAddEstimate(factor, other1, sum31);
        }

        Store(product.RowOf(row)[column..], sum00, sum01);
        Store(product.RowOf(row + 1)[column..], sum10, sum11);
        Store(product.RowOf(row + 2)[column..], sum20, sum21);
        Store(product.RowOf(row + 3)[column..], sum30, sum31);
    }

    /// <summary>One row of what is left below the last whole tile.</summary>
    private static void MultiplyRow(Matrix left, double[] strip, Matrix product, int row, int column)
    {
        Vector<double> sum0 = default, sum1 = default;
        ReadOnlySpan<double> factors = left.RowOf(row), others = strip;
        for (int k = 0; k < factors.Length; k++)
        {
            ReadOnlySpan<double> other = others.Slice(k * Width, Width);
            var factor = new Vector<double>(factors[k]);
            sum0 = Vector.MultiplyAddEstimate(factor, new(other), sum0);
            sum1 = Vector.MultiplyAddEstimate(factor, new(other[Vector<double>.Count..]), sum1);
        }

        Store(product.RowOf(row)[column..], sum0, sum1);
    }

    /// <summary>The columns right of the last whole strip.</summary>
    private static void MultiplyEdge(Matrix left, Matrix right, Matrix product, int row, int firstColumn)
    {
        Span<double> factors = left.RowOf(row), sums = product.RowOf(row);
        for (int column = firstColumn; column < sums.Length; column++)
        {
            double sum = 0;
            for (int k = 0; k < factors.Length; k++)
                sum += factors[k] * right[k, column];
            sums[column] = sum;
        }
    }

    private static void Store(Span<double> sums, Vector<double> first, Vector<double> second)
    {
        first.CopyTo(sums);
        second.CopyTo(sums[Vector<double>.Count..]);
    }
}
