using System.Globalization;
using System.Text;
using Workloads.Notebooks.Claims;
using Workloads.Notebooks.Documents;
using Workloads.Notebooks.Hosting;
using Workloads.Notebooks.Runs;

namespace Workloads.Notebooks.Pages;

/// <summary>The page of one notebook: its text, its code and what the code showed.</summary>
internal sealed class NotebookPage
{
    private readonly NotebookRun _run;
    private readonly PageLinks _links;
    private readonly HashSet<string> _anchors = new(StringComparer.Ordinal) { "top", "contents", "main" };
    private readonly List<Heading> _headings = [];
    private readonly StringBuilder _content = new();
    private string? _description;

    /// <param name="run">The notebook's run.</param>
    /// <param name="links">Where its links lead from the page.</param>
    public NotebookPage(NotebookRun run, PageLinks links)
    {
        (_run, _links) = (run, links);
        foreach (var cell in run.Cells)
            _anchors.Add(Anchor(cell.Number));
        foreach (var cell in run.Cells)
            Append(cell);
        Summary = new PageSummary(_headings.FirstOrDefault()?.Text ?? Path.GetFileNameWithoutExtension(run.Document.FileName),
            _description);
    }

    public PageSummary Summary { get; }

    /// <summary>The anchor of a cell.</summary>
    public static string Anchor(int cell) => Invariant($"cell-{cell}");

    /// <param name="root">The way from the page to the index's folder.</param>
    /// <param name="executed">The executed notebook's path.</param>
    /// <param name="catalog">All claims that there are.</param>
    /// <param name="previous">The page before this one.</param>
    /// <param name="next">The page after this one.</param>
    public string ToHtml(string root, string executed, IReadOnlyList<Claim> catalog, PageLink? previous, PageLink? next) =>
        Page.Document(Summary.Title, root, $"""
        <body id="top">
        <a class="skip" href="#main">Skip to the text</a>
        <header class="bar">
        <a href="{root}index.html">All notebooks</a>
        <span class="name">{Html.Escape(_run.Name)}</span>
        <span class="tools"><a href="{Html.Escape(_links.UrlOf(_run.Document.Path))}" title="The notebook">{Html.Escape(Path.GetExtension(_run.Document.Path))}</a> <a href="{Html.Escape(_links.UrlOf(executed))}" title="The notebook with these outputs" download>executed .ipynb</a></span>
        </header>
        <div class="layout">
        {Contents()}
        <main id="main" tabindex="-1">
        {(_headings.Exists(h => h.Level == 1) ? "" : $"<h1>{Html.Escape(Summary.Title)}</h1>\n")}{Banner()}{Repeated.Once(_content.ToString())}
        {Background.ToHtml(_run, catalog, root, _links)}{Navigation(previous, next)}
        </main>
        </div>
        </body>
        """);

    private string Contents()
    {
        var entries = _headings.Where(h => h.Level <= 3).ToList();
        if (entries.Count < 2)
            return "<div class=\"contents\"></div>";
        var items = string.Concat(
            entries.Select(h => Invariant($"<li class=\"level-{h.Level}\"><a href=\"#{h.Anchor}\">{Html.Escape(h.Text)}</a></li>\n")));
        return $"<nav class=\"contents\" aria-label=\"Contents\"><details open><summary>Contents</summary><ol>\n{items}</ol></details></nav>";
    }

    private string Banner()
    {
        var problems = string.Concat(_run.Problems.Select(p => $"<li>{Html.Escape(p)}</li>"));
        if (_run.Status == NotebookStatus.Succeeded && problems.Length == 0)
            return "";
        var (label, words) = StatusWords.Of(_run.Status);
        return $"<div class=\"banner {label}\" role=\"note\"><strong>{Html.Escape(words)}</strong>{(problems.Length == 0 ? "" : $"<ul>{problems}</ul>")}</div>\n";
    }

    private static string Navigation(PageLink? previous, PageLink? next)
    {
        if (previous is null && next is null)
            return "";
        var before = previous is null ? "<span></span>"
            : $"<a rel=\"prev\" href=\"{Html.Escape(previous.Url)}\"><small>Previous</small>{Html.Escape(previous.Title)}</a>";
        var after = next is null ? "<span></span>"
            : $"<a rel=\"next\" href=\"{Html.Escape(next.Url)}\"><small>Next</small>{Html.Escape(next.Title)}</a>";
        return $"<nav class=\"pages\" aria-label=\"Neighbours\">{before}{after}</nav>";
    }

    private void Append(CellRun cell)
    {
        if (cell.IsMarkdown)
            AppendMarkdown(cell.Cell);
        else if (cell.IsCode)
            AppendCode(cell);
        else
            _content.Append(CultureInfo.InvariantCulture, $"<pre class=\"raw\">{Html.Escape(cell.Cell.Source)}</pre>\n");
    }

    private void AppendMarkdown(NotebookCell cell)
    {
        var text = MarkdownText.Render(cell.Source, _anchors);
        _headings.AddRange(text.Headings);
        _description ??= text.FirstParagraph;
        _content.Append(CultureInfo.InvariantCulture,
            $"<section class=\"prose\">\n{_links.Apply(text.Html, cell.Attachments)}</section>\n");
    }

    private void AppendCode(CellRun cell)
    {
        var (label, words) = StatusWords.Of(cell.Status);
        var code = cell.Cell.Kernel == KernelNames.CSharp ? CodeHighlighter.ToHtml(cell.Cell.Source) : Html.Escape(cell.Cell.Source);
        _content.Append(CultureInfo.InvariantCulture, $"""
            <section class="cell {label}" id="{Anchor(cell.Number)}">
            <p class="about"><span>{Html.Escape(words)}{(cell.ExecutionCount is null ? "" : " · " + Duration.Text(cell.Elapsed))}</span> <a href="#{Anchor(cell.Number)}">cell {cell.Number}</a></p>
            <details class="source"{(IsHidden(cell.Cell) ? "" : " open")}><summary>Code</summary><pre class="code"><code>{code}</code></pre></details>

            """);
        AppendOutputs(cell);
        _content.Append("</section>\n");
    }

    // As Jupyter marks it, and as its books do.
    private static bool IsHidden(NotebookCell cell) =>
        cell.Tags.Contains("hide-input", StringComparer.Ordinal)
        || (cell.Metadata is { } metadata && metadata.TryGetProperty("jupyter", out var jupyter)
            && jupyter.ValueKind == System.Text.Json.JsonValueKind.Object
            && jupyter.TryGetProperty("source_hidden", out var hidden) && hidden.ValueKind == System.Text.Json.JsonValueKind.True);

    private void AppendOutputs(CellRun cell)
    {
        var outputs = string.Concat(cell.Outputs.Snapshot().Select(Output));
        if (cell.Outputs.LeftOut > 0)
            outputs += Invariant($"<p class=\"note\">… {cell.Outputs.LeftOut:N0} further outputs left out …</p>\n");
        if (cell.Error is { } error)
            outputs += Error(error, cell.Status);
        if (outputs.Length > 0)
            _content.Append(CultureInfo.InvariantCulture, $"<div class=\"outputs\">\n{outputs}</div>\n");
    }

    private string Output(ShownOutput output) => output switch
    {
        StreamOutput stream => $"<pre class=\"console{(stream.IsError ? " error" : "")}\">{Html.Escape(ConsoleText.Clean(stream.Text.ToString()))}</pre>\n",
        ValueOutput value when !ValueHtml.IsBlank(
            value.Values) => $"<div class=\"value\">{_links.Apply(Scoreboard.WithoutData(ValueHtml.Of(value.Values, _anchors)))}</div>\n",
        _ => "",
    };

    private static string Error(CellError error, CellStatus status)
    {
        var lines = string.Concat(error.Lines.Select(line => $"<p>{Html.Escape(line)}</p>"));
        var message = error.Message.Contains('\n', StringComparison.Ordinal) && error.Lines.Count == 1
            ? $"<pre>{Html.Escape(error.Message)}</pre>" : "";
        var trace = error.Trace.Count == 0 ? "" : $"<pre>{Html.Escape(string.Join('\n', error.Trace))}</pre>";
        return $"<div class=\"failure {StatusWords.Of(status).Label}\" role=\"note\">{lines}{message}{trace}</div>\n";
    }
}
