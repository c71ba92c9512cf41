using Workloads.Charts;
using Workloads.Html;

namespace Workloads.Show;

/// <summary>A table as data, shown as HTML in notebooks and as aligned text in consoles.</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record Table : IDisplayable
{
    /// <param name="title">What it shows; may be empty.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="rows">Its rows; a row shorter than the columns has empty cells at its end.</param>
    internal Table(string title, IReadOnlyList<Column> columns, IReadOnlyList<IReadOnlyList<object?>> rows) =>
        (Title, Columns, Rows) = (title, columns, rows);

    internal string Title { get; init; }
    internal IReadOnlyList<Column> Columns { get; init; }
    internal IReadOnlyList<IReadOnlyList<object?>> Rows { get; init; }

    /// <summary>A line below it, such as the machine that was measured.</summary>
    public string Caption { get; init; } = "";

    /// <summary>
    /// The raw rows behind it, as CSV with a header line: folded below it, to download as CSV and as JSON; none when empty.
    /// </summary>
    public string Csv { get; init; } = "";

    /// <summary>Whether bars and what stands out compare the numbers of a row, rather than those of a column.</summary>
    public bool ByRow { get; init; }

    /// <summary>A table of rows of any kind, with a function for each column.</summary>
    /// <param name="title">What it shows; may be empty.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">Each column's header, and what its cell holds for a row.</param>
    public static Table Of<T>(string title, IEnumerable<T> rows, params IReadOnlyList<(string Header, Func<T, object?> Cell)> columns) =>
        new(
        title,
        [.. columns.Select(column => new Column(column.Header))],
        [.. rows.Select(row => (IReadOnlyList<object?>)[.. columns.Select(column => column.Cell(row))])]);

    /// <summary>A table of names and what they stand for, without headers.</summary>
    public static Table Of(string title, params IEnumerable<(string Name, object? Value)> facts) => new(
        title,
        [new("") { Align = Align.Left }, new("") { Align = Align.Left }],
        [.. facts.Select(fact => (IReadOnlyList<object?>)[fact.Name, fact.Value])]);

    /// <summary>The same table with a column that reads in a unit, stands out where it is best, or has bars.</summary>
    /// <param name="header">The column's header.</param>
    /// <param name="unit">What its numbers measure.</param>
    /// <param name="best">Which of them is emphasised.</param>
    /// <param name="bars">Whether bars show their sizes.</param>
    /// <exception cref="ArgumentException">There is no column with that header.</exception>
    public Table In(string header, Unit? unit = null, Best best = Best.None, bool bars = false)
    {
        if (!Columns.Any(column => string.Equals(column.Header, header, StringComparison.Ordinal)))
            throw new ArgumentException(
                $"There is no column '{header}'. There are: {string.Join(", ", Columns.Select(column => column.Header))}.", nameof(header));
        return this with
        {
            Columns = [.. Columns.Select(column => string.Equals(column.Header, header, StringComparison.Ordinal)
                ? column with { Unit = unit ?? column.Unit, Best = best, Bars = bars }
                : column)],
        };
    }

    /// <inheritdoc/>
    public string ToHtml() => TableHtml.Of(this);

    /// <summary>The table as text whose columns are aligned.</summary>
    public override string ToString() => TableText.Of(this);
}
