namespace Workloads.Topics;

/// <summary>
/// The product of two matrices in three ways that give the same result (B16): single numbers, vectors on one core, vectors on
/// several. Its 2·n³ operations need 3·n² numbers only, so that arithmetic limits it and not memory.
/// </summary>
internal static class MatrixProduct
{
    /// <summary>Arithmetic operations: a multiplication and an addition for each pair of numbers.</summary>
    public static double FlopsOf(Matrix left, Matrix right) => 2.0 * left.Rows * left.Columns * right.Columns;

    /// <summary>Bytes that memory must deliver and take at least: both matrices and the product, once each.</summary>
    public static double BytesOf(Matrix left, Matrix right) =>
        sizeof(double) * (((double)left.Rows * left.Columns) + ((double)right.Rows * right.Columns) + ((double)left.Rows * right.Columns));

    /// <summary>Three loops over single numbers, in the order that walks along the rows of all three matrices.</summary>
    /// <exception cref="ArgumentException">The left matrix has not as many columns as the right one has rows.</exception>
    public static Matrix Scalar(Matrix left, Matrix right)
    {
        Matrix product = Product(left, right);
        MatrixTiles.MultiplyScalar(left, right, product);
        return product;
    }

    /// <summary>Vectors on one core, a tile of the product held in registers at a time.</summary>
    /// <inheritdoc cref="Scalar"/>
    public static Matrix Simd(Matrix left, Matrix right)
    {
        Matrix product = Product(left, right);
        MatrixTiles.Multiply(left, right, product, 0, left.Rows);
        return product;
    }

    /// <summary>The same on several cores, each with rows of its own.</summary>
    /// <inheritdoc cref="Scalar"/>
    /// <param name="left">The left matrix.</param>
    /// <param name="right">The right matrix, with as many rows as the left one has columns.</param>
    /// <param name="workers">How many parts the rows are cut into: 1 or more; as many as there are cores when left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of workers is below 1.</exception>
    public static Matrix ParallelSimd(Matrix left, Matrix right, int? workers = null)
    {
        int parts = workers ?? Environment.ProcessorCount;
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1, nameof(workers));
        Matrix product = Product(left, right);
        int tiles = (left.Rows + MatrixTiles.Height - 1) / MatrixTiles.Height;
        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = parts }, part =>
            MatrixTiles.Multiply(left, right, product, RowAt(part), RowAt(part + 1)));
        return product;

        // Parts begin at whole tiles; only the last one has an edge.
        int RowAt(int part) => Math.Min(left.Rows, (int)((long)tiles * part / parts) * MatrixTiles.Height);
    }

    private static Matrix Product(Matrix left, Matrix right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Columns != right.Rows)
            throw new ArgumentException(
                Invariant($"The left matrix has {left.Columns:N0} columns and the right one {right.Rows:N0} rows; they must be as many."),
                nameof(right));
        return new(left.Rows, right.Columns);
    }
}
