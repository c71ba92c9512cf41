using System.Globalization;
using Workloads.Charts;

namespace Workloads.Show;

/// <summary>What the cells of one column read, and which of them is the best.</summary>
internal sealed class Cells
{
    private readonly double?[] _numbers;

    private readonly (double Best, double Largest)[] _compared;

    private Cells(Table table, int index, (double Best, double Largest)[] byRow)
    {
        Column = table.Columns[index];
        object?[] values = [.. table.Rows.Select(row => index < row.Count ? row[index] : null)];
        _numbers = [.. values.Select(Number)];
        Texts = [.. values.Select(value => Text(value, Column.Unit))];
        IsRight = Column.Align is Align.Right
            || (Column.Align is Align.Auto && values.Any(value => value is not null)
                && values.All(value => value is null || Number(value) is not null));
        var whole = Compared(Column.Best, _numbers);
        _compared = table.ByRow ? byRow : [.. _numbers.Select(_ => whole)];
        Parts = [.. Texts.Select(text => new NumberText(text))];
        HasMixedUnits = IsRight
            && Parts.Where(part => part.Whole.Length > 0).Select(part => part.Unit).Distinct(StringComparer.Ordinal).Count() > 1;
    }

    /// <summary>All columns of a table.</summary>
    public static Cells[] Of(Table table)
    {
        var byRow = table.Rows.Select(row => Compared(
            table.Columns.Select(column => column.Best).FirstOrDefault(best => best is not Best.None),
            row.Where((_, index) => index < table.Columns.Count
                && (table.Columns[index].Bars || table.Columns[index].Best is not Best.None)).Select(Number))).ToArray();
        return [.. table.Columns.Select((_, index) => new Cells(table, index, byRow))];
    }

    public Column Column { get; }

    public IReadOnlyList<string> Texts { get; }

    /// <summary>The texts in the parts by which numbers are aligned.</summary>
    public IReadOnlyList<NumberText> Parts { get; }

    public bool IsRight { get; }

    /// <summary>How many letters the longest fraction has, with its point.</summary>
    public int FractionLength => field == 0 ? field = Parts.Max(part => part.Fraction.Length) : field;

    /// <summary>Whether its numbers do not all have the same unit.</summary>
    public bool HasMixedUnits { get; }

    /// <summary>Whether a cell holds more than fits beside the others in one line.</summary>
    public bool IsLong => Texts.Any(text => text.Length > 44);

    public bool IsBest(int row) => Column.Best is not Best.None && _numbers[row] is { } number && _compared[row].Best.Equals(number);

    /// <summary>How long a cell's bar is, from 0 to 1; null when it has none.</summary>
    public double? BarOf(int row) =>
        Column.Bars && _compared[row].Largest > 0 && _numbers[row] is { } number && double.IsFinite(number)
            ? Math.Max(0, number / _compared[row].Largest) : null;

    /// <summary>The best of several numbers, which is none of fewer than two, and the largest.</summary>
    private static (double Best, double Largest) Compared(Best best, IEnumerable<double?> numbers)
    {
        double[] finite = [.. numbers.OfType<double>().Where(double.IsFinite)];
        return (finite.Length < 2 ? double.NaN : best switch { Best.Lowest => finite.Min(), Best.Highest => finite.Max(), _ => double.NaN },
            finite.Length == 0 ? 0 : finite.Max());
    }

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
        _ when unit == Unit.None
            && value is int or long or uint or ulong or short
                or ushort => ((IFormattable)value).ToString("N0", CultureInfo.InvariantCulture).Replace('-', '−'),
        _ when Number(value) is { } number => unit.Format(number),
        IFormattable formattable => formattable.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
