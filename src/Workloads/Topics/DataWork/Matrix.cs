namespace Workloads.Topics;

/// <summary>A matrix whose rows lie one after the other in memory.</summary>
internal sealed class Matrix
{
    /// <summary>The most rows and columns.</summary>
    public const int MaxSize = 8_192;

    /// <summary>A matrix of zeros.</summary>
    /// <param name="rows">From 1 to <see cref="MaxSize"/>.</param>
    /// <param name="columns">From 1 to <see cref="MaxSize"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public Matrix(int rows, int columns)
        : this(Checked(rows, nameof(rows)), Checked(columns, nameof(columns)), new double[rows * columns])
    {
    }

    private Matrix(int rows, int columns, double[] values)
    {
        Rows = rows;
        Columns = columns;
        Values = values;
    }

    /// <summary>How many rows.</summary>
    public int Rows { get; }

    /// <summary>How many columns.</summary>
    public int Columns { get; }

    /// <summary>The number at a place.</summary>
    /// <param name="row">Counted from 0.</param>
    /// <param name="column">Counted from 0.</param>
    public double this[int row, int column]
    {
        get => RowOf(row)[column];
        set => RowOf(row)[column] = value;
    }

    internal double[] Values { get; }

    /// <summary>A matrix of small whole numbers, whose products are exact.</summary>
    /// <param name="rows">From 1 to <see cref="MaxSize"/>.</param>
    /// <param name="columns">From 1 to <see cref="MaxSize"/>.</param>
    /// <param name="seed">The same seed gives the same numbers.</param>
    public static Matrix OfSmallIntegers(int rows, int columns, int seed = 1) =>
        new(Checked(rows, nameof(rows)), Checked(columns, nameof(columns)), SmallIntegers.Of(rows * columns, seed));

    /// <summary>Whether another one has the same shape and the same numbers, to the last bit.</summary>
    public bool HasSameValues(Matrix other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Rows == other.Rows && Columns == other.Columns && Values.AsSpan().SequenceEqual(other.Values);
    }

    internal Span<double> RowOf(int row) => Values.AsSpan(row * Columns, Columns);

    private static int Checked(int size, string name) => size is >= 1 and <= MaxSize
        ? size
        : throw new ArgumentOutOfRangeException(name, size, Invariant($"A matrix has from 1 to {MaxSize:N0} rows and columns."));
}
