using System.Text;
using Workloads.Notebooks.Hosting;
using Workloads.Notebooks.Pages;

namespace Workloads.Notebooks.Documents;

/// <summary>
/// A shown value as it is saved, for readers who run nothing. Inline drawings are stripped from HTML by GitHub and by
/// JupyterLab where a notebook is not trusted; both show the same drawing as an image with its data in the address.
/// </summary>
internal static class StaticForms
{
    private const string Html = "text/html";
    private const string Svg = "image/svg+xml";

    /// <summary>One text for each MIME type.</summary>
    public static IEnumerable<MimeText> Of(IReadOnlyList<MimeText> values)
    {
        var html = values.FirstOrDefault(value => value.MimeType == Html);
        var own = values.FirstOrDefault(value => value.MimeType == Svg)?.Text;
        var svg = own ?? (html is null ? null : SvgPicture.Only(html.Text));
        foreach (var value in values.DistinctBy(value => value.MimeType, StringComparer.Ordinal).Where(value => value.MimeType != Svg))
            yield return value == html && own is not null ? new(Html, Image(own)) : value;
        if (svg is not null)
            yield return new(Svg, svg);
    }

    private static string Image(string svg) =>
        $"<img alt=\"{Pages.Html.Escape(SvgPicture.Title(svg) ?? "")}\" src=\"data:{Svg};base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}\">";
}
