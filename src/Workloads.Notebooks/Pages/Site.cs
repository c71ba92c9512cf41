using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Notebooks.Documents;
using Workloads.Notebooks.Runs;

namespace Workloads.Notebooks.Pages;

/// <summary>The folder of pages that a run writes: a page and an executed notebook for each, the index, the style sheet.</summary>
internal sealed class Site
{
    private readonly string _folder;
    private readonly IReadOnlyList<(NotebookRun Run, string Url)> _pages;
    private readonly Dictionary<NotebookRun, PageSummary> _summaries = [];

    public Site(string folder, IReadOnlyList<NotebookRun> runs)
    {
        _folder = folder;
        _pages = Urls(runs);
        Directory.CreateDirectory(folder);
        Page.WriteStyleSheet(folder);
    }

    public string IndexPath => Path.Combine(_folder, "index.html");

    /// <summary>Writes a notebook's page and its executed form, as far as it has come.</summary>
    public void Write(NotebookRun run)
    {
        var at = _pages.Index().First(p => p.Item.Run == run).Index;
        var page = new NotebookPage(run);
        _summaries[run] = page.Summary;
        var url = _pages[at].Url;
        var root = string.Concat(Enumerable.Repeat("../", url.Count(c => c == '/')));
        var path = Path.Combine(_folder, url);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, page.ToHtml(root, Link(at - 1, root), Link(at + 1, root)));
        IpynbWriter.Write(run, Path.ChangeExtension(path, ".ipynb"));
    }

    public void WriteIndex() =>
        File.WriteAllText(IndexPath, IndexPage.ToHtml([.. _pages.Select(p => new IndexEntry(p.Run, p.Url, SummaryOf(p.Run)))]));

    private PageLink? Link(int at, string root) =>
        at >= 0 && at < _pages.Count ? new PageLink(Html.Escape((root + _pages[at].Url).Replace(" ", "%20", StringComparison.Ordinal)), SummaryOf(_pages[at].Run).Title) : null;

    private PageSummary SummaryOf(NotebookRun run) =>
        _summaries.TryGetValue(run, out var summary) ? summary : _summaries[run] = new NotebookPage(run).Summary;

    private static List<(NotebookRun, string)> Urls(IReadOnlyList<NotebookRun> runs)
    {
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "index" };
        var pages = new List<(NotebookRun, string)>();
        foreach (var run in runs)
        {
            var name = Path.ChangeExtension(run.Name, null);
            var unique = name;
            for (var copy = 2; !used.Add(unique); copy++)
                unique = $"{name}-{copy}";
            pages.Add((run, unique + ".html"));
        }

        return pages;
    }
}
