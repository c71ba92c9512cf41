using System.Globalization;
using Workloads.Html;

namespace Workloads.Charts;

/// <summary>
/// Draws a map whole, as it stands where no script runs: the maps of the runtimes, and the curves through the chosen cell.
/// </summary>
internal static class ExplorerDrawing
{
    public const double Width = 760;

    private const double Panel = 362, Gap = 20, Left = 52, Cell = 27, CurveHeight = 170, Small = 11.5;

    public static string Of(ExplorerData data, string id, string attributes, string head)
    {
        ExplorerMap map = data.Map;
        var body = new SvgText();
        double y = 8;
        foreach (string line in TextWidth.Wrap(FigureText.Plain(map.Title), Width - 16, Frame.TitleSize, bold: true))
            body.Text(" font-size=\"17\" font-weight=\"650\"", 8, (y += 22) - 5, line);
        foreach (string line in TextWidth.Wrap(FigureText.Plain(map.Subtitle), Width - 16, Frame.FontSize))
            body.Text(Drawing.Soft, 8, (y += 17) - 3, line);
        y = Names(body, data, id, y + 10);
        for (int first = 0; first < data.Runtimes.Count; first += 2)
        {
            for (int column = 0; column < 2 && first + column < data.Runtimes.Count; column++)
                MapOf(body, data, data.Runtimes[first + column], 8 + (column * (Panel + Gap)), y);
            y += (data.Callers.Count * Cell) + 66;
        }

        if (data.Sizes.Count > 0)
        {
            Curves(body, data, id, 8, y, bySize: true);
            Curves(body, data, id, 8 + Panel + Gap, y, bySize: false);
            y += CurveHeight + 92;
        }
        else
        {
            body.Text(" text-anchor=\"middle\"" + Drawing.Soft, Width / 2, y + 20, "no data");
            y += 40;
        }

        foreach (string line in TextWidth.Wrap(FigureText.Plain(map.Caption), Width - 16, Small, maxLines: 4))
            body.Text(" font-size=\"11.5\"" + Drawing.Soft, 8, y += 15, line);

        var svg = new SvgText();
        svg.Raw("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"").Raw(id).Raw("\" viewBox=\"0 0 ").At(Width).Raw(' ')
            .At(Math.Ceiling(y + 10))
            .Raw("\" role=\"img\" aria-labelledby=\"").Raw(id).Raw("-t ").Raw(id).Raw("-d\" fill=\"currentColor\" font-family=\"")
            .Raw(Theme.Fonts).Raw("\" font-size=\"13\"").Raw(attributes).Raw('>')
            .Raw("<title id=\"").Raw(id).Raw("-t\">").Encoded(FigureText.Plain(map.Title)).Raw("</title><desc id=\"").Raw(id).Raw("-d\">")
            .Encoded(data.Sizes.Count == 0 ? "no data" : data.Sentence(data.Sizes[data.Chosen.Size], data.Callers[data.Chosen.Callers]))
                .Raw("</desc>").Raw(head).Raw("<defs>");
        foreach (int colour in data.Colours.Distinct())
            svg.Raw("<path id=\"").Raw(id).Raw('m').Int(colour).Raw("\" d=\"").Raw(Marker.Path(colour)).Raw("\"/>");
        return svg.Raw("</defs>").Raw(body.ToString()).Raw("</svg>").ToString();
    }

    /// <summary>A number in a cell: two digits, since no more fit.</summary>
    public static string Short(double ratio) => ratio >= 9.95
        ? Math.Round(ratio).ToString("0", CultureInfo.InvariantCulture)
        : double.Parse(ratio.ToString("G2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            .ToString("0.####", CultureInfo.InvariantCulture);

    private static double Names(SvgText svg, ExplorerData data, string id, double y)
    {
        double x = 8;
        for (int index = 0; index < data.Models.Count; index++)
        {
            double needs = 20 + TextWidth.Of(data.Models[index], Frame.FontSize) + 16;
            if (x + needs > Width)
                (x, y) = (8, y + 20);
            Coloured(svg.Raw("<use href=\"#").Raw(id).Raw('m').Int(data.Colours[index]).Raw('"'), data.Colours[index]).Set("x", x + 7)
                .Set("y", y + 8).Raw("/>")
                .Text("", x + 18, y + 12.5, data.Models[index]);
            x += needs;
        }

        string key = "pale: intervals overlap"
            + (data.Runtimes.Count > 1 ? $"; curves: solid {data.Runtimes[0]}, dashed {string.Join(", ", data.Runtimes.Skip(1))}" : "")
            + (data.HasPrevious ? "; broad and faint: the last run" : "");
        foreach (string line in TextWidth.Wrap(key, Width - 16, Small))
            svg.Text(" font-size=\"11.5\"" + Drawing.Soft, 8, (y += 16) + 14, line);
        return y + 26;
    }

    private static SvgText Coloured(SvgText svg, int colour) => Drawing.Coloured(svg, colour);

    private static void MapOf(SvgText svg, ExplorerData data, string runtime, double left, double top)
    {
        double wide = Math.Max(1, Math.Floor((Panel - Left) / data.Sizes.Count)), bottom = top + 24 + (data.Callers.Count * Cell);
        svg.Text(" font-weight=\"600\"", left, top + 12, data.Runtimes.Count > 1 ? $"{runtime}, callers" : "callers");
        var cells =
            from i in Enumerable.Range(0, data.Sizes.Count)
            from j in Enumerable.Range(0, data.Callers.Count)
            let ranked = data.Ranked(runtime, data.Sizes[i], data.Callers[j])
            where ranked.Count > 0
            select (i, j, Best: ranked[0], IsOpen: ExplorerData.IsOpen(ranked));
        foreach (var hue in cells.GroupBy(cell => (Colour: data.Colours[data.Models.ToList().IndexOf(cell.Best.Model)], cell.IsOpen)))
        {
            Coloured(svg.Raw("<g"), hue.Key.Colour).Raw("><path").Raw(hue.Key.IsOpen ? " fill-opacity=\".25\"" : "").Raw(" d=\"");
            foreach (var (i, j, _, _) in hue)
                svg.Raw('M').At(X(i) + 1).Raw(' ').At(Y(j) + 1).Raw('h').At(wide - 2).Raw('v').At(Cell - 2).Raw('h').At(2 - wide).Raw('z');
            svg.Raw("\"/></g><g text-anchor=\"middle\" font-size=\"11.5\"").Raw(hue.Key.IsOpen ? ">" : " class=\"o\" fill=\"#fff\">");
            foreach (var (i, j, best, _) in hue)
            {
                if (TextWidth.Of(Short(best.Ratio), Small) <= wide - 2)
                    svg.Text("", Math.Round(X(i) + (wide / 2)), Y(j) + 18, Short(best.Ratio));
            }

            svg.Raw("</g>");
        }

        svg.Raw("<rect fill=\"none\" stroke=\"currentColor\" stroke-width=\"2.5\"").Set("x", X(data.Chosen.Size))
            .Set("y", Y(data.Chosen.Callers)).Set("width", wide).Set("height", Cell).Raw("/><g text-anchor=\"end\"").Raw(Drawing.Soft)
                .Raw('>');
        for (int j = 0; j < data.Callers.Count; j++)
            svg.Text("", left + Left - 6, Y(j) + (Cell / 2) + 4.5, Unit.Count.FormatLogTick(data.Callers[j]));
        svg.Text("", left + Left + (wide * data.Sizes.Count), bottom + 36, $"size of {data.Map.Workload}")
            .Raw("</g><g text-anchor=\"middle\"").Raw(Drawing.Soft).Raw('>');
        int stride = Stride(data.Sizes.Select(size => Unit.None.Format(size)), wide);
        for (int i = 0; i < data.Sizes.Count; i += stride)
            svg.Text("", X(i) + (wide / 2), bottom + 18, Unit.None.Format(data.Sizes[i]));
        svg.Raw("</g>");

        double X(int i) => left + Left + (i * wide);
        double Y(int j) => bottom - ((j + 1) * Cell);
    }

    private static int Stride(IEnumerable<string> labels, double step) =>
        Math.Max(1, (int)Math.Ceiling((labels.Max(label => TextWidth.Of(label, Frame.FontSize)) + 4) / step));

    private static void Curves(SvgText svg, ExplorerData data, string id, double left, double top, bool bySize)
    {
        (long size, int callers) = (data.Sizes[data.Chosen.Size], data.Callers[data.Chosen.Callers]);
        int count = bySize ? data.Sizes.Count : data.Callers.Count;
        (double low, double high) = data.Powers;
        var plot = new Box(left + Left, top + 24, left + Panel, top + 24 + CurveHeight);
        svg.Text(" font-weight=\"600\"", left, top + 12, bySize
            ? string.Create(CultureInfo.InvariantCulture, $"speed-up by size, {callers:N0} caller{(callers == 1 ? "" : "s")}")
            : Invariant($"speed-up by callers, {data.Map.Workload}({size})"));
        svg.Raw("<path fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".13\" d=\"");
        for (double power = low; power <= high; power++)
            svg.Raw('M').At(plot.Left).Raw(' ').At(Y(Math.Pow(2, power))).Raw('H').At(plot.Right);
        svg.Raw("\"/><path fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".6\" stroke-dasharray=\"2 4\" d=\"M").At(plot.Left)
            .Raw(' ').At(Y(1)).Raw('H').At(plot.Right);
        if (data.Map.Cores is > 1 and var cores)
            svg.Raw('M').At(plot.Left).Raw(' ').At(Y(cores)).Raw('H').At(plot.Right);
        double chosen = X(bySize ? data.Chosen.Size : data.Chosen.Callers);
        svg.Raw('M').At(chosen).Raw(' ').At(plot.Top).Raw('V').At(plot.Bottom).Raw("\"/>");

        var below = new List<string>();
        svg.Raw("<g fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\">");
        foreach (bool front in (bool[])[false, true])
        {
            for (int model = 0; model < data.Models.Count; model++)
            {
                if (data.Front.Contains(data.Models[model]) != front)
                    continue;
                Coloured(svg.Raw("<g"), front ? data.Colours[model] : Palette.Grey).Raw(front ? "" : " opacity=\".5\" stroke-width=\"1\"")
                    .Raw('>');
                for (int runtime = 0; runtime < data.Runtimes.Count; runtime++)
                    Curve(runtime, model, front);
                svg.Raw("</g>");
            }
        }

        svg.Raw("</g><g text-anchor=\"end\"").Raw(Drawing.Soft).Raw('>');
        for (double power = Math.Ceiling(low); power <= high; power += high - low > 8 ? 2 : 1)
            svg.Text("", plot.Left - 6, Y(Math.Pow(2, power)) + 4.5, Unit.Ratio.FormatLogTick(Math.Pow(2, power)));
        svg.Raw("</g><g text-anchor=\"middle\"").Raw(Drawing.Soft).Raw('>');
        string[] labels = [.. bySize ? data.Sizes.Select(value => Unit.None.Format(value))
            : data.Callers.Select(value => Unit.Count.FormatLogTick(value))];
        for (int index = 0; index < count; index += Stride(labels, plot.Width / count))
            svg.Text("", X(index), plot.Bottom + 17, labels[index]);
        svg.Raw("</g>");
        string hidden = string.Join(", ", below.Distinct(StringComparer.Ordinal));
        double line = plot.Bottom + 20;
        foreach (string text in TextWidth.Wrap(hidden.Length == 0 ? "" : $"below {Unit.Ratio.FormatLogTick(Math.Pow(2, low))}: {hidden}",
            plot.Width, Small))
            svg.Text(" font-size=\"11.5\"" + Drawing.Soft, plot.Left, line += 14, text);

        double X(int index) => plot.Left + ((index + 0.5) * plot.Width / count);
        double Y(double ratio) => plot.Bottom - ((Math.Log2(ratio) - low) / (high - low) * plot.Height);

        ExplorerRow? At(Func<string, string, long, int, ExplorerRow?> find, int runtime, int model, int index) =>
            find(data.Runtimes[runtime], data.Models[model], bySize ? data.Sizes[index] : size, bySize ? callers : data.Callers[index]);

        void Curve(int runtime, int model, bool front)
        {
            if (front && data.HasPrevious)
                Joined(data.FindPrevious, " opacity=\".2\" stroke-width=\"6\"");
            Place[] shown = Joined(data.Find, runtime > 0 ? " stroke-dasharray=\"7 4\"" : "");
            if (shown.Length < count
                && Enumerable.Range(0, count).Any(index => At(data.Find, runtime, model, index) is { } row && Math.Log2(row.Ratio) < low))
                below.Add(data.Models[model]);
            if (!front || shown.Length == 0)
                return;
            svg.Raw(runtime == 0 ? "<g class=\"m\" fill=\"currentColor\" stroke-width=\"1\">"
                : "<g class=\"d\" fill=\"#fff\" stroke-width=\"1.5\">");
            foreach (Place place in shown.TakeLast(1))
                svg.Raw("<use href=\"#").Raw(id).Raw('m').Int(data.Colours[model]).Raw('"').Set("x", place.X).Set("y", place.Y).Raw("/>");
            svg.Raw("</g>");

            Place[] Joined(Func<string, string, long, int, ExplorerRow?> find, string look)
            {
                Place?[] places = [.. Enumerable.Range(0, count)
                    .Select(index => At(find, runtime, model, index) is { } row ? new Place(X(index), Y(row.Ratio)) : (Place?)null)];
                Place[][] parts = [.. XyMarks.Runs(places).SelectMany(run => Clip.Line(run, plot))];
                if (parts.Length > 0)
                {
                    svg.Raw("<path").Raw(look).Raw(" d=\"");
                    foreach (Place[] part in parts)
                        new PathText(svg).Line(part);
                    svg.Raw("\"/>");
                }

                return [.. places.OfType<Place>().Where(plot.Holds)];
            }
        }
    }
}
