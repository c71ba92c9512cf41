using System.Text;

namespace Workloads.Show;

/// <summary>A table as text for consoles.</summary>
internal static class TableText
{
    public static string Of(Table table)
    {
        Cells[] columns = Cells.Of(table);
        int[] widths = [.. columns.Select(
            column => Math.Max(Width(column.Column.Header), column.Texts.Select(Width).DefaultIfEmpty(0).Max()))];
        var text = new StringBuilder();
        if (table.Title.Length > 0)
            text.AppendLine(table.Title);
        if (table.Columns.Any(column => column.Header.Length > 0))
        {
            Line(text, columns, widths, column => column.Column.Header);
            text.AppendLine(string.Join("  ", widths.Select(width => new string('─', width))));
        }

        for (int row = 0; row < table.Rows.Count; row++)
        {
            int current = row;
            Line(text, columns, widths, column => column.Texts[current]);
        }

        if (table.Caption.Length > 0)
            text.AppendLine(table.Caption);
        return text.ToString().TrimEnd();
    }

    private static void Line(StringBuilder text, Cells[] columns, int[] widths, Func<Cells, string> cell)
    {
        IEnumerable<string> padded = columns.Select((column, index) =>
        {
            string value = cell(column).ReplaceLineEndings(" ");
            string padding = new(' ', widths[index] - Width(value));
            return column.IsRight ? padding + value : value + padding;
        });
        text.AppendLine(string.Join("  ", padded).TrimEnd());
    }

    private static int Width(string value) => value.ReplaceLineEndings(" ").EnumerateRunes().Count();
}
