using System.Text.Json;
using System.Text.RegularExpressions;

namespace Workloads.Notebooks.Pages;

/// <summary>
/// Where a notebook's links and pictures lead once its text stands on a page in another folder: to the pages of the other notebooks, to
/// files
/// beside it, and pictures come along as data, so that the pages can go anywhere.
/// </summary>
/// <param name="notebook">The notebook's path.</param>
/// <param name="page">The page's path.</param>
/// <param name="pages">The page of each notebook that has one, both by their paths.</param>
internal sealed partial class PageLinks(string notebook, string page, IReadOnlyDictionary<string, string> pages)
{
    /// <summary>A picture that is larger stays where it is, and is linked.</summary>
    private const long LargestPicture = 8_000_000;

    private static readonly Dictionary<string, string> PictureTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png", [".jpg"] = "image/jpeg", [".jpeg"] = "image/jpeg", [".gif"] = "image/gif", [".svg"] = "image/svg+xml",
        [".webp"] = "image/webp", [".avif"] = "image/avif", [".bmp"] = "image/bmp", [".ico"] = "image/x-icon",
    };

    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(notebook))!;
    private readonly string _pageFolder = Path.GetDirectoryName(Path.GetFullPath(page))!;

    /// <summary>A path as an address: what means something in addresses is encoded.</summary>
    public static string Url(string path) =>
        string.Join('/', path.Replace(Path.DirectorySeparatorChar, '/').Split('/').Select(Uri.EscapeDataString));

    /// <summary>The address of another file, from the page.</summary>
    public string UrlOf(string path)
    {
        var relative = Path.GetRelativePath(_pageFolder, path);
        return Path.IsPathRooted(relative) ? new Uri(relative).AbsoluteUri : Url(relative);
    }

    /// <summary>HTML whose links and pictures are right for the page.</summary>
    /// <param name="html">What the notebook says.</param>
    /// <param name="attachments">The files that came with the cell.</param>
    public string Apply(string html, JsonElement? attachments = null) => Address().Replace(html, match =>
    {
        var group = match.Groups["url"];
        var url = System.Net.WebUtility.HtmlDecode(group.Value).Trim();
        var other = match.Groups["tag"].ValueSpan is "a" or "A" ? Link(url) : Picture(url, attachments);
        return other == url ? match.Value
            : $"{match.ValueSpan[..(group.Index - match.Index)]}{Html.Escape(other)}{match.ValueSpan[(group.Index - match.Index + group.Length)..]}";
    });

    private string Link(string url)
    {
        if (Find(url) is not var (path, rest))
            return url;
        return UrlOf(PageOf(path) ?? path) + rest;
    }

    private string Picture(string url, JsonElement? attachments)
    {
        const string attachment = "attachment:";
        if (url.StartsWith(attachment, StringComparison.OrdinalIgnoreCase))
            return Attached(Uri.UnescapeDataString(url[attachment.Length..]), attachments) ?? url;
        if (Find(url) is not var (path, _) || !File.Exists(path))
            return url;
        return PictureTypes.TryGetValue(Path.GetExtension(path), out var type) && Read(path) is { } content
            ? $"data:{type};base64,{Convert.ToBase64String(content)}"
            : UrlOf(path);
    }

    private static string? Attached(string name, JsonElement? attachments)
    {
        if (attachments is not { ValueKind: JsonValueKind.Object } files || !files.TryGetProperty(name, out var file)
            || file.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var form in file.EnumerateObject())
        {
            var text = form.Value.ValueKind switch
            {
                JsonValueKind.String => form.Value.GetString(),
                JsonValueKind.Array => string.Concat(
                    form.Value.EnumerateArray().Select(line => line.ValueKind == JsonValueKind.String ? line.GetString() : "")),
                _ => null,
            };
            if (text is not null && form.Name.StartsWith("image/", StringComparison.Ordinal))
                return $"data:{form.Name};base64,{text.ReplaceLineEndings("")}";
        }

        return null;
    }

    // What an address leads to, and what stands behind the path. A name may hold what begins a fragment or a query.
    private (string Path, string Behind)? Find(string url)
    {
        if (url.Length == 0 || url[0] is '#' or '/' or '\\' || Scheme().IsMatch(url))
            return null;
        foreach (var end in new[] { url.IndexOfAny(['#', '?']), url.LastIndexOf('#'), url.Length }.Where(end => end > 0))
        {
            var name = Uri.UnescapeDataString(url[..end]);
            if (name.Contains('\0', StringComparison.Ordinal))
                continue;
            var path = Path.GetFullPath(name, _folder);
            if (PageOf(path) is not null || Path.Exists(path))
                return (path, url[end..]);
        }

        return null;
    }

    // The two forms of a notebook are one.
    private string? PageOf(string path) =>
        pages.GetValueOrDefault(path)
            ?? pages.GetValueOrDefault(Path.ChangeExtension(path, Path.GetExtension(path) is ".ipynb" ? ".dib" : ".ipynb"));

    private static byte[]? Read(string path)
    {
        try
        {
            return new FileInfo(path).Length <= LargestPicture ? File.ReadAllBytes(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [GeneratedRegex("""<(?<tag>a|img)\b[^>]*?\s(?:href|src)\s*=\s*(?:"(?<url>[^"]*)"|'(?<url>[^']*)')""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Address();

    [GeneratedRegex("^[a-z][a-z0-9+.-]*:", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();
}
