using System.Net;
using System.Text.RegularExpressions;
using Workloads.Notebooks.Pages;

namespace Workloads.Notebooks.Tests;

/// <summary>Where a page's links lead.</summary>
internal static partial class PageAddresses
{
    /// <summary>Every address of a page leads to a file that is there, and within pages to an anchor.</summary>
    /// <param name="page">The page's path.</param>
    /// <param name="except">Addresses that lead nowhere by their author's will.</param>
    public static void AssertFound(string page, params IReadOnlyCollection<string> except)
    {
        foreach (var url in Of(File.ReadAllText(page))
            .Where(url => !except.Contains(url) && !url.StartsWith("data:", StringComparison.Ordinal)
                && !url.StartsWith("https:", StringComparison.Ordinal)))
        {
            var target = new Uri(new Uri($"file:///{PageLinks.Url(page).TrimStart('/')}"), url);
            Assert.True(target.IsFile, url);
            Assert.True(Path.Exists(target.LocalPath), $"{page} links to {url}, and there is no {target.LocalPath}");
            if (target.Fragment.Length > 1 && target.LocalPath.EndsWith(".html", StringComparison.Ordinal))
                Assert.Contains($"id=\"{Uri.UnescapeDataString(target.Fragment[1..])}\"", File.ReadAllText(target.LocalPath),
                    StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Of(string html) =>
        Address().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups["url"].Value));

    [GeneratedRegex("""<(a|img|link|script)\b[^>]*?\s(href|src)\s*=\s*["'](?<url>[^"']*)["']""", RegexOptions.ExplicitCapture)]
    private static partial Regex Address();
}
