using System.Globalization;
using System.Text;
using Workloads.Html;

namespace Workloads.Show;

/// <summary>A table as HTML, with a style that follows the theme and reaches nothing else on the page.</summary>
internal static class TableHtml
{
    public static string Of(Table table)
    {
        Cells[] columns = [.. table.Columns.Select((_, index) => new Cells(table, index))];
        var html = new StringBuilder($"<div class=\"wl wl-t workloads-table\">{Style}<table>");
        if (table.Title.Length > 0)
            html.Append("<caption>").Append(Markup.Encode(table.Title)).Append("</caption>");
        if (table.Columns.Any(column => column.Header.Length > 0))
        {
            html.Append("<thead><tr>");
            foreach (Cells column in columns)
                html.Append("<th scope=\"col\"").Append(column.IsRight ? " class=\"r\">" : ">").Append(Markup.Encode(column.Column.Header)).Append("</th>");
            html.Append("</tr></thead>");
        }

        html.Append("<tbody>");
        for (int row = 0; row < table.Rows.Count; row++)
        {
            html.Append("<tr>");
            foreach (Cells column in columns)
                Cell(html, column, row);
            html.Append("</tr>");
        }

        html.Append("</tbody></table>");
        if (table.Caption.Length > 0)
            html.Append("<p>").Append(Markup.Encode(table.Caption)).Append("</p>");
        return html.Append("</div>").ToString();
    }

    private static void Cell(StringBuilder html, Cells column, int row)
    {
        string kind = $"{(column.IsRight ? "r" : "")}{(column.IsBest(row) ? " best" : "")}".Trim();
        html.Append("<td");
        if (kind.Length > 0)
            html.Append(" class=\"").Append(kind).Append('"');
        if (column.BarOf(row) is { } share)
            html.Append(CultureInfo.InvariantCulture, $" style=\"background:linear-gradient(90deg,var(--bar) {share * 100:0.#}%,transparent 0) no-repeat 0 50%/100% 70%\"");
        html.Append('>').Append(Markup.Encode(column.Texts[row])).Append("</td>");
    }

    // Hosts style tables too, some with rules of high specificity: the class said three times outdoes them.
    private static readonly string Style = Theme.Style(""
        + ".wl-t{--bar:color-mix(in srgb,var(--accent) 22%,transparent);overflow-x:auto;max-width:100%;margin:.6em 0}"
        + ".wl-t.wl-t.wl-t table{display:table;border-collapse:collapse;border:0;margin:0;background:none;color:inherit;font:inherit;width:auto}"
        + ".wl-t caption{caption-side:top;text-align:left;font-size:15px;font-weight:650;padding:0 0 .4em;color:inherit}"
        + ".wl-t.wl-t.wl-t :is(th,td){border:0;border-bottom:1px solid var(--line);padding:.32em 1.1em .32em .1em;text-align:left;vertical-align:top;background:none;color:inherit;white-space:normal;max-width:36em}"
        + ".wl-t.wl-t.wl-t th{font-weight:600;color:var(--soft);border-bottom:1.5px solid color-mix(in srgb,currentColor 50%,transparent);vertical-align:bottom}"
        + ".wl-t.wl-t.wl-t .r{text-align:right;padding:.32em .1em .32em 1.1em;font-variant-numeric:tabular-nums;white-space:nowrap}"
        + ".wl-t.wl-t.wl-t .r+:not(.r){padding-left:1.1em}.wl-t.wl-t.wl-t .best{font-weight:700;color:var(--best)}"
        + ".wl-t.wl-t tbody tr:hover{background:color-mix(in srgb,currentColor 6%,transparent)}.wl-t>p{font-size:11.5px;color:var(--soft);margin:.5em 0 0}");
}
