using Workloads.Html;

namespace Workloads.Topics;

/// <summary>Downloaded flags as pictures, from the very bytes that came.</summary>
/// <param name="Flags">The flags; each has its content.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
internal sealed record FlagGallery(IReadOnlyList<FlagDownload> Flags) : IDisplayable
{
    /// <inheritdoc/>
    public string ToHtml() =>
        $"<div class=\"workloads-flags\" style=\"display:flex;flex-wrap:wrap;gap:10px;max-width:830px\">{string.Concat(Flags.Select(PictureOf))}</div>";

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', Flags.Select(flag => flag.Code));

    private static string PictureOf(FlagDownload flag)
    {
        string name = Country.All.FirstOrDefault(country => string.Equals(country.Code, flag.Code, StringComparison.Ordinal))?.Name
            ?? flag.Code;
        return $"<img width=\"63\" height=\"42\" alt=\"{Markup.Encode(name)}\" title=\"{Markup.Encode(name)}\" style=\"border:1px solid #8884\" src=\"data:image/svg+xml;base64,{Convert.ToBase64String(flag.Content!)}\">";
    }
}
