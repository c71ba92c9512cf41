using System.Globalization;
using System.Text;
using Workloads.Html;

namespace Workloads.Topics;

/// <summary>Draws a system's picture as SVG.</summary>
internal static class SystemDrawing
{
    private const double Width = 148, Height = 88, ColumnStep = 232, RowStep = 138, Margin = 8, Top = 40, Pile = 5;

    public static string Of(SystemPicture picture)
    {
        string id = Markup.NewId();
        double width = picture.Parts.Max(static part => BoxOf(part).Right) + Margin + (2 * Pile),
            height = picture.Parts.Max(static part => BoxOf(part).Bottom) + Margin + (2 * Pile);
        var svg = new StringBuilder(
            string.Create(CultureInfo.InvariantCulture, $"<figure id=\"{id}\" class=\"wl wl-p workloads-picture\">{Style}"))
            .Append(CultureInfo.InvariantCulture,
                $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:0.#} {height:0.#}\" role=\"img\" aria-label=\"{Markup.Encode(picture.ToString().ReplaceLineEndings(". "))}\" fill=\"currentColor\" text-anchor=\"middle\" font-family=\"{Theme.Fonts}\" font-size=\"13\">")
            .Append(CultureInfo.InvariantCulture,
                $"<defs><marker id=\"{id}a\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path opacity=\".6\" d=\"M0 0L8 4L0 8z\"/></marker></defs>")
            .Append(CultureInfo.InvariantCulture,
                $"<text font-size=\"17\" font-weight=\"650\" text-anchor=\"start\" x=\"{Margin}\" y=\"22\">{Markup.Encode(picture.Title)}</text>");
        foreach (SystemFlow flow in picture.Flows)
            Arrow(svg, id, picture, flow);
        foreach (SystemPart part in picture.Parts)
            Box(svg, part);
        svg.Append("</svg>");
        if (picture.Caption.Length > 0)
            svg.Append("<figcaption>").Append(Markup.Encode(picture.Caption)).Append("</figcaption>");
        return svg.Append("</figure>").ToString();
    }

    private static void Box(StringBuilder svg, SystemPart part)
    {
        var box = BoxOf(part);
        svg.Append("<g>").Append("<title>")
            .Append(Markup.Encode($"{part.Name}: {string.Join(' ', part.Does)}. Experiments {string.Join(", ", part.Experiments)}"))
                .Append("</title>");
        for (int copy = part.IsMany ? 2 : 0; copy >= 0; copy--)
            svg.Append(CultureInfo.InvariantCulture,
                $"<rect class=\"part\" fill=\"#eef4fb\" stroke=\"#3787e0\" stroke-width=\"1.5\" x=\"{box.X + (copy * Pile):0.#}\" y=\"{box.Y + (copy * Pile):0.#}\" width=\"{Width}\" height=\"{Height}\" rx=\"7\"/>");
        Text(svg, "name", box.X + (Width / 2), box.Y + 20, part.Name);
        for (int line = 0; line < part.Does.Count; line++)
            Text(svg, "does", box.X + (Width / 2), box.Y + 37 + (line * 14), part.Does[line]);
        Text(svg, "no", box.X + (Width / 2), box.Bottom - 8, string.Join(" · ", part.Experiments));
        svg.Append("</g>");
    }

    private static void Arrow(StringBuilder svg, string id, SystemPicture picture, SystemFlow flow)
    {
        (Rectangle from, Rectangle to) = (BoxOf(picture.Find(flow.From)), BoxOf(picture.Find(flow.To)));
        double pileFrom = picture.Find(flow.From).IsMany ? 2 * Pile : 0, pileTo = picture.Find(flow.To).IsMany ? 2 * Pile : 0;
        var (x1, y1, x2, y2) =
            to.X >= from.Right ? (from.Right + pileFrom, from.MiddleY, to.X, to.MiddleY)
            : to.Right <= from.X ? (from.X, from.MiddleY, to.Right + pileTo, to.MiddleY)
            : to.Y >= from.Bottom ? (from.MiddleX, from.Bottom + pileFrom, to.MiddleX, to.Y)
            : (from.MiddleX, from.Y, to.MiddleX, to.Bottom + pileTo);
        svg.Append(CultureInfo.InvariantCulture,
            $"<path class=\"flow{(flow.IsLater ? " later" : "")}\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".6\" stroke-width=\"1.75\" d=\"M{x1:0.#} {y1:0.#}L{x2:0.#} {y2:0.#}\" marker-end=\"url(#{id}a)\"/>");
        bool upright = Math.Abs(x2 - x1) < Math.Abs(y2 - y1);
        Text(svg, upright ? "what side" : "what", ((x1 + x2) / 2) + (upright ? 6 : 0), ((y1 + y2) / 2) + (upright ? 4 : -6), flow.What);
    }

    private static void Text(StringBuilder svg, string kind, double x, double y, string text)
    {
        if (text.Length > 0)
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"{kind}\" x=\"{x:0.#}\" y=\"{y:0.#}\">{Markup.Encode(text)}</text>");
    }

    private static Rectangle BoxOf(SystemPart part) => new(Margin + (part.Column * ColumnStep), Top + (part.Row * RowStep));

    private static readonly string Style = Theme.Style("svg.wl,svg>.wl{--p:light-dark(#fff,#15191f);color:light-dark(#1f2328,#e6edf3)}"
        + ".wl-p{margin:.6em 0;width:100%;max-width:960px;overflow-x:auto}.wl-p svg{display:block;width:100%;min-width:640px;height:auto}"
        + ".wl-p .does,.wl-p .no,.wl-p .what{font-size:11.5px}.wl-p .name{font-weight:650}.wl-p .no{fill:var(--accent);font-weight:600}.wl-p .does,.wl-p .what{fill:var(--soft)}"
        + ".wl-p .what{stroke:var(--p);stroke-width:4px;stroke-linejoin:round;paint-order:stroke}.wl-p .side{text-anchor:start}"
        + ".wl-p .part{fill:color-mix(in srgb,var(--accent) 8%,var(--p));stroke:var(--accent)}.wl-p .later{stroke-dasharray:6 4}"
        + ".wl-p figcaption{font-size:11.5px;color:var(--soft);margin:.4em 8px 0}");

    private readonly record struct Rectangle(double X, double Y)
    {
        public double Right => X + Width;

        public double Bottom => Y + Height;

        public double MiddleX => X + (Width / 2);

        public double MiddleY => Y + (Height / 2);
    }
}
