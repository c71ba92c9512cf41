using System.Globalization;
using System.Text;
using Workloads.Html;

namespace Workloads.Show;

/// <summary>A table as HTML, with a style that follows the theme and reaches nothing else on the page.</summary>
internal static class TableHtml
{
    /// <summary>As wide as a digit, and as a point: what pads numbers so that their points stand below each other.</summary>
    private const char Digit = '\u2007', Point = '\u2008';

    /// <summary>The most letters of raw rows that stand in the page as they are; more are packed.</summary>
    private const int MostPlain = 4000;

    public static string Of(Table table)
    {
        Cells[] columns = Cells.Of(table);
        string name = table.Title.Length > 0 ? table.Title : "Table";
        var html =
            new StringBuilder($"<div class=\"wl wl-t{(table.ByRow ? " wl-y" : "")} workloads-table\">{Style}<div tabindex=\"0\" role=\"region\" aria-label=\"{Markup.Encode(name)}\"><table>");
        if (table.Title.Length > 0)
            html.Append("<caption>").Append(Markup.Encode(table.Title)).Append("</caption>");
        if (table.Columns.Any(column => column.Header.Length > 0))
        {
            html.Append("<thead><tr>");
            foreach (Cells column in columns)
                Header(html, column);
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

        html.Append("</tbody></table></div>");
        if (table.Caption.Length > 0)
            html.Append("<p>").Append(Markup.Encode(table.Caption)).Append("</p>");
        if (table.Csv.Length > 0)
        {
            int rows = table.Csv.AsSpan().TrimEnd('\n').Count('\n');
            string raw = table.Csv.Length <= MostPlain
                ? $"<pre tabindex=\"0\">{Markup.Encode(table.Csv)}</pre>"
                : $"<p><a download=\"rows.csv.gz\" href=\"{Markup.Packed(table.Csv)}\">rows.csv.gz</a></p>";
            html.Append(CultureInfo.InvariantCulture,
                $"<details data-v=\"{Script.Table.Key}\"><summary>{rows:N0} raw row{(rows == 1 ? "" : "s")}</summary>{raw}</details>");
        }

        return html.Append("</div>").Append(table.Csv.Length > 0 ? Script.Table.Element : "").ToString();
    }

    private static void Header(StringBuilder html, Cells column)
    {
        // An empty header says nothing to those who hear it.
        string tag = column.Column.Header.Length == 0 ? "td" : "th scope=\"col\"";
        string text = Markup.Encode(column.Column.Header);
        html.Append('<').Append(tag).Append(column.IsRight ? " class=\"r\">" : ">")
            .Append(text.Length > 16 ? text.Replace(" (", "<br>(", StringComparison.Ordinal) : text).Append("</").Append(tag.AsSpan(0, 2))
                .Append('>');
    }

    private static void Cell(StringBuilder html, Cells column, int row)
    {
        string kind = $"{(column.IsRight ? "r" : column.IsLong ? "w" : "")}{(column.IsBest(row) ? " best" : "")}".Trim();
        html.Append("<td");
        if (kind.Length > 0)
            html.Append(" class=\"").Append(kind).Append('"');
        if (column.BarOf(row) is { } share)
            html.Append(CultureInfo.InvariantCulture, $" style=\"--b:{share * 100:0.#}%\"");
        html.Append('>').Append(column.IsRight ? Aligned(column, row) : Markup.Encode(column.Texts[row])).Append("</td>");
    }

    /// <summary>A number with what stands in its place where others of its column have digits behind the point, or a longer unit.</summary>
    private static string Aligned(Cells column, int row)
    {
        NumberText number = column.Parts[row];
        if (number.Whole.Length == 0)
            return Markup.Encode(column.Texts[row]);
        int fraction = column.FractionLength - number.Fraction.Length;
        string points = fraction == 0 ? ""
            : number.Fraction.Length == 0 ? Point + new string(Digit, fraction - 1) : new string(Digit, fraction);
        string unit = column.HasMixedUnits ? $"{(number.Unit.StartsWith(' ') ? " " : "")}<i>{Markup.Encode(number.Unit.TrimStart())}</i>"
            : Markup.Encode(number.Unit);
        return number.Whole + number.Fraction + points + unit;
    }

    // Hosts style tables too, some with rules of high specificity: the class said three times outdoes them.
    private static readonly string Style = Theme.Style(""
        + ".wl-t{max-width:100%;margin:.6em 0}.wl-t>div{overflow-x:auto;max-width:100%}.wl-t :focus-visible{outline:2px solid var(--accent)}"
        + ".wl-t.wl-t.wl-t table{display:table;border-collapse:collapse;border:0;margin:0;background:none;color:inherit;font:inherit;width:auto;max-width:none}"
        + ".wl-t caption{caption-side:top;text-align:left;font-size:15px;font-weight:650;padding:0 0 .4em;color:inherit}"
        + ".wl-t.wl-t.wl-t :is(th,td){border:0;border-bottom:1px solid var(--line);padding:.32em 1.1em .32em .1em;text-align:left;vertical-align:top;background:none;color:inherit;white-space:nowrap}"
        + ".wl-t.wl-t.wl-t th{font-weight:600;color:var(--soft);border-bottom:1.5px solid color-mix(in srgb,currentColor 50%,transparent);vertical-align:bottom}"
        + ".wl-t.wl-t.wl-t .w{white-space:normal;min-width:26em;max-width:44em}"
        + ".wl-t.wl-t.wl-t .r{text-align:right;padding:.32em .1em .32em 1.1em;font-variant-numeric:tabular-nums}"
        + ".wl-t.wl-t.wl-t td.r{background:linear-gradient(90deg,color-mix(in srgb,var(--accent) 18%,transparent) var(--b,0%),transparent 0) no-repeat .8em 50%/calc(100% - .8em) 76%}"
        + ".wl-t.wl-t.wl-t .r+:not(.r){padding-left:1.1em}.wl-t.wl-t.wl-t .best{font-weight:700;color:var(--best)}"
        + ".wl-t i{display:inline-block;min-width:1.65em;text-align:left;font-style:normal}.wl-y :is(th,td):first-child{position:sticky;left:0;background:var(--p)!important}"
        + ".wl-t.wl-t tbody tr:hover{background:color-mix(in srgb,currentColor 6%,transparent)}.wl-t>p{font-size:11.5px;color:var(--soft);margin:.5em 0 0}"
        + ".wl-t details{margin:.4em 0;font-size:12.5px}.wl-t summary{cursor:pointer;color:var(--soft)}.wl-t details p{margin:.3em 0}.wl-t details a{margin-right:.6em}.wl-t pre{max-height:18em;overflow:auto;margin:.3em 0;font:11.5px/1.4 ui-monospace,Menlo,Consolas,monospace}");
}
