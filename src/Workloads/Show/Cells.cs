using System.Globalization;
using Workloads.Charts;

namespace Workloads.Show;

/// <summary>What the cells of one column read, and which of them is the best.</summary>
internal sealed class Cells
{
    private readonly double?[] _numbers;

    public Cells(Table table, int index)
    {
        Column = table.Columns[index];
        object?[] values = [.. table.Rows.Select(row => index < row.Count ? row[index] : null)];
        _numbers = [.. values.Select(Number)];
        Texts = [.. values.Select(value => Text(value, Column.Unit))];
        IsRight = Column.Align is Align.Right || (Column.Align is Align.Auto && values.Any(value => value is not null) && values.All(value => value is null || Number(value) is not null));
        double[] finite = [.. _numbers.OfType<double>().Where(double.IsFinite)];
        BestNumber = finite.Length < 2 ? null : Column.Best switch { Best.Lowest => finite.Min(), Best.Highest => finite.Max(), _ => null };
        Largest = finite.Length == 0 ? 0 : finite.Max();
    }

    public Column Column { get; }

    public IReadOnlyList<string> Texts { get; }

    public bool IsRight { get; }

    private double? BestNumber { get; }

    private double Largest { get; }

    public bool IsBest(int row) => BestNumber is { } best && _numbers[row] == best;

    /// <summary>How long a cell's bar is, from 0 to 1; null when it has none.</summary>
    public double? BarOf(int row) => Column.Bars && Largest > 0 && _numbers[row] is { } number && double.IsFinite(number) ? Math.Max(0, number / Largest) : null;

    private static double? Number(object? value) => value switch
    {
        double number => number,
        float number => number,
        decimal number => (double)number,
        TimeSpan time => time.TotalSeconds,
        byte or sbyte or short or ushort or int or uint or long or ulong => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Text(object? value, Unit unit) => value switch
    {
        null => "–",
        TimeSpan time => Unit.Seconds.Format(time.TotalSeconds),
        double or float or decimal => unit.Format(Number(value)!.Value),
        bool flag => flag ? "yes" : "no",
        _ when unit == Unit.None && value is int or long or uint or ulong or short or ushort => ((IFormattable)value).ToString("N0", CultureInfo.InvariantCulture).Replace('-', '−'),
        _ when Number(value) is { } number => unit.Format(number),
        IFormattable formattable => formattable.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
