using System.Text;
using System.Text.RegularExpressions;
using Workloads.Notebooks.Hosting;
using Workloads.Notebooks.Pages;

namespace Workloads.Notebooks.Documents;

/// <summary>
/// A shown value as it is saved, for readers who run nothing. Drawings inside HTML are stripped by GitHub, and by JupyterLab
/// where a notebook is not trusted; both show the same drawing as an image with its data in the address.
/// </summary>
/// <remarks>
/// By convention a drawing is a <c>figure</c> with an <c>id</c> that holds a <c>style</c> with rules for that id or for the figure's
/// classes, and then the drawing as SVG, once for each width it is made for. Scripts that let a reader explore drawings find none in
/// images, so that they are left out.
/// </remarks>
internal static partial class StaticForms
{
    private const string Html = "text/html";
    private const string Svg = "image/svg+xml";

    /// <summary>One text for each MIME type.</summary>
    public static IEnumerable<MimeText> Of(IReadOnlyList<MimeText> values)
    {
        foreach (var value in values.DistinctBy(value => value.MimeType, StringComparer.Ordinal))
            yield return value.MimeType == Html ? value with { Text = WithImages(value.Text) } : value;
        if (values.All(value => value.MimeType != Svg) && values.FirstOrDefault(value => value.MimeType == Html) is { } html
            && SvgPicture.Only(html.Text) is { } only)
            yield return new(Svg, only);
    }

    /// <summary>HTML in which each drawing is an image.</summary>
    public static string WithImages(string html) => DrawingInFigure().Replace(html, match =>
    {
        var (id, kinds, style,
            drawing) = (match.Groups["id"].Value, match.Groups["kinds"].Value, match.Groups["style"].Value, match.Groups["drawing"].Value);
        return SvgPicture.Standalone(drawing, id, kinds, style) is { } picture
            ? $"{match.Groups["before"].Value}{Image(picture.Svg, picture.Title)}{match.Groups["rest"].Value}"
            : match.Value;
    });

    /// <summary>Each drawing in a piece of HTML, as it is made for the narrowest place, with what it says it shows.</summary>
    public static IEnumerable<(string Svg, string Title)> Drawings(string html) => DrawingInFigure().Matches(html)
        .Select(match => SvgPicture.Standalone(
            match.Groups["narrower"] is { Success: true } narrower ? narrower.Value : match.Groups["drawing"].Value,
            match.Groups["id"].Value, match.Groups["kinds"].Value, match.Groups["style"].Value))
        .OfType<(string, string)>();

    private static string Image(string svg, string title) =>
        $"<img style=\"max-width:100%\" alt=\"{Pages.Html.Escape(title)}\" src=\"data:{Svg};base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}\">";

    [GeneratedRegex("""(?<before><figure id="(?<id>[\w-]+)"(\s+class="(?<kinds>[\w\s-]*)")?[^>]*>)<style>(?<style>.*?)</style>\s*(?<drawing><svg\b.*?</svg>)(\s*(?<narrower><svg\b.*?</svg>))*(?<rest>.*?</figure>)(\s*<script\b.*?</script>)*""", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex DrawingInFigure();
}
