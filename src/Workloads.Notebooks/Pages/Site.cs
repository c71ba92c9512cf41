using Workloads.Notebooks.Claims;
using Workloads.Notebooks.Documents;
using Workloads.Notebooks.Runs;

namespace Workloads.Notebooks.Pages;

/// <summary>
/// The folder of pages that a run writes: a page and an executed notebook for each, the index, the scoreboard, style and script.
/// </summary>
internal sealed class Site
{
    private const string PicturesFolder = "figures";

    private readonly string _folder;
    private readonly IReadOnlyList<Claim> _catalog;
    private readonly IReadOnlyList<(NotebookRun Run, string Path)> _pages;
    private readonly Dictionary<string, string> _pageOf = new(StringComparer.Ordinal);
    private readonly Dictionary<NotebookRun, PageSummary> _summaries = [];
    private readonly Dictionary<(NotebookRun, int Cell), (string Url, Thumbnail Figure)?> _pictures = [];

    public Site(string folder, IReadOnlyList<NotebookRun> runs, IReadOnlyList<Claim> catalog)
    {
        (_folder, _catalog) = (Path.GetFullPath(folder), catalog);
        _pages = Paths(runs);
        foreach (var (run, path) in _pages)
            _pageOf[run.Document.Path] = PathOf(path);
        Directory.CreateDirectory(folder);
        Page.WriteAssets(folder);
    }

    public string IndexPath => PathOf("index.html");

    /// <summary>The claims with what the run has shown of them so far.</summary>
    public IReadOnlyList<ScoredClaim> Claims => Scoreboard.Of([.. _pages.Select(page => page.Run)], _catalog);

    /// <summary>Writes a notebook's page and its executed form, as far as it has come.</summary>
    public void Write(NotebookRun run)
    {
        var at = _pages.Index().First(p => p.Item.Run == run).Index;
        var path = PathOf(_pages[at].Path);
        var executed = Path.ChangeExtension(path, ".ipynb");
        var page = PageFor(run, path);
        _summaries[run] = page.Summary;
        var root = string.Concat(Enumerable.Repeat("../", _pages[at].Path.Count(c => c == '/')));
        WholeFile.WriteText(path, page.ToHtml(root, executed, _catalog, Link(at - 1, root), Link(at + 1, root)));
        IpynbWriter.Write(run, executed);
    }

    /// <summary>Writes the index and, beside it, the scoreboard.</summary>
    public void WriteIndex()
    {
        var claims = Claims;
        Scoreboard.Write(PathOf(Scoreboard.FileName), claims);
        WholeFile.WriteText(IndexPath,
            IndexPage.ToHtml([.. _pages.Select(p => new IndexEntry(p.Run, PageLinks.Url(p.Path), SummaryOf(p.Run)))], claims, _catalog,
                Pictures(claims)));
    }

    private Dictionary<ScoredClaim, (string Url, Thumbnail Figure)> Pictures(IReadOnlyList<ScoredClaim> claims)
    {
        var pictures = new Dictionary<ScoredClaim, (string, Thumbnail)>(ReferenceEqualityComparer.Instance);
        foreach (var claim in claims.Where(claim => claim.Verdicts.Count > 0))
        {
            if (claim.Cell is { } cell && PictureOf(_pages.First(page => page.Run.Name == claim.Notebook), cell) is { } picture)
                pictures[claim] = picture;
        }

        return pictures;
    }

    // What a verdict rests on was shown before it, and stays.
    private (string Url, Thumbnail Figure)? PictureOf((NotebookRun Run, string Path) page, int cell)
    {
        if (_pictures.TryGetValue((page.Run, cell), out var known))
            return known;
        (string, Thumbnail)? picture = null;
        if (Thumbnail.Before(page.Run, cell) is { } figure)
        {
            var path = Invariant($"{PicturesFolder}/{Path.ChangeExtension(page.Path, null)}-{figure.Cell}.svg");
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
            WholeFile.WriteText(PathOf(path), figure.Svg);
            picture = (PageLinks.Url(path), figure);
        }

        return _pictures[(page.Run, cell)] = picture;
    }

    private string PathOf(string path) => Path.GetFullPath(path, _folder);

    private NotebookPage PageFor(NotebookRun run, string path) => new(run, new PageLinks(run.Document.Path, path, _pageOf));

    private PageLink? Link(int at, string root) =>
        at >= 0 && at < _pages.Count ? new PageLink(root + PageLinks.Url(_pages[at].Path), SummaryOf(_pages[at].Run).Title) : null;

    private PageSummary SummaryOf(NotebookRun run) => _summaries.TryGetValue(run, out var summary)
        ? summary
        : _summaries[run] = PageFor(run, _pageOf[run.Document.Path]).Summary;

    private static List<(NotebookRun, string)> Paths(IReadOnlyList<NotebookRun> runs)
    {
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "index" };
        var pages = new List<(NotebookRun, string)>();
        foreach (var run in runs)
        {
            var name = Path.ChangeExtension(run.Name, null);
            var unique = name;
            for (var copy = 2; !used.Add(unique); copy++)
                unique = Invariant($"{name}-{copy}");
            pages.Add((run, unique + ".html"));
        }

        return pages;
    }
}
