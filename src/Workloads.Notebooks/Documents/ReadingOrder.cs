using System.Text.RegularExpressions;

namespace Workloads.Notebooks.Documents;

/// <summary>
/// The order in which notebooks are meant to be read, and under which headings: that of the links in the <c>README.md</c> of their folder.
/// A notebook that is linked from several places stands at the last: what is listed once more by folders begins with another order.
/// </summary>
internal sealed partial class ReadingOrder
{
    private const string FileName = "README.md";

    private readonly Dictionary<string, (int Place, string? Chapter)> _notebooks = new(StringComparer.Ordinal);

    private ReadingOrder()
    {
    }

    /// <summary>The order of a folder's notebooks; no order where the folder has no such file.</summary>
    public static ReadingOrder Read(string? folder)
    {
        var order = new ReadingOrder();
        if (folder is null || !File.Exists(Path.Combine(folder, FileName)))
            return order;
        string? chapter = null;
        var place = 0;
        foreach (var line in File.ReadLines(Path.Combine(folder, FileName)))
        {
            if (Heading().Match(line) is { Success: true } heading)
                chapter = heading.Groups["text"].Value + heading.Groups["behind"].Value;
            foreach (Match link in Link().Matches(line))
                order._notebooks[Path.GetFullPath(Uri.UnescapeDataString(link.Groups["notebook"].Value), folder)] = (place++, chapter);
        }

        return order;
    }

    /// <summary>The notebooks in this order, and behind them those that are not in it, as they come.</summary>
    public IEnumerable<string> Sort(IEnumerable<string> paths) =>
        paths.OrderBy(path => _notebooks.TryGetValue(path, out var known) ? known.Place : int.MaxValue);

    /// <summary>The heading that a notebook stands under; null where it stands under none.</summary>
    public string? ChapterOf(string path) => _notebooks.GetValueOrDefault(path).Chapter;

    // Also a line that begins in bold, as a list's own heading does.
    [GeneratedRegex(@"^(#+\s+(?<text>.+?)|\*\*(?<text>[^*]+)\*\*(?<behind>.*?))\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(<?(?<notebook>[^)>]+\.(dib|ipynb))>?\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
