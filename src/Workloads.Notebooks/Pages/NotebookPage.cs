using System.Text;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Notebooks.Documents;
using Workloads.Notebooks.Hosting;
using Workloads.Notebooks.Runs;
using Workloads.Show;

namespace Workloads.Notebooks.Pages;

/// <summary>The page of one notebook: its text, its code and what the code showed.</summary>
internal sealed class NotebookPage
{
    private readonly NotebookRun _run;
    private readonly HashSet<string> _anchors = new(StringComparer.Ordinal) { "top", "contents" };
    private readonly List<Heading> _headings = [];
    private readonly StringBuilder _content = new();
    private string? _description;

    public NotebookPage(NotebookRun run)
    {
        _run = run;
        foreach (var cell in run.Cells)
            Append(cell);
        Summary = new PageSummary(_headings.FirstOrDefault()?.Text ?? Path.GetFileNameWithoutExtension(run.Document.FileName), _description);
    }

    public PageSummary Summary { get; }

    /// <param name="root">The way from the page to the index's folder.</param>
    /// <param name="previous">The page before this one.</param>
    /// <param name="next">The page after this one.</param>
    public string ToHtml(string root, PageLink? previous, PageLink? next) => Page.Document(Summary.Title, root, $"""
        <body id="top">
        <header class="bar"><a href="{root}index.html">All notebooks</a><span>{Html.Escape(_run.Name)}</span></header>
        <div class="layout">
        {Contents()}
        <main>
        {Banner()}{_content}
        {Navigation(previous, next)}
        </main>
        </div>
        </body>
        """);

    private string Contents()
    {
        var entries = _headings.Where(h => h.Level <= 3).ToList();
        if (entries.Count < 2)
            return "<nav class=\"contents\" hidden></nav>";
        var items = string.Concat(entries.Select(h => $"<li class=\"level-{h.Level}\"><a href=\"#{h.Anchor}\">{Html.Escape(h.Text)}</a></li>\n"));
        return $"<nav class=\"contents\" aria-label=\"Contents\"><details open><summary>Contents</summary><ol>\n{items}</ol></details></nav>";
    }

    private string Banner()
    {
        if (_run.Status == NotebookStatus.Succeeded)
            return "";
        var (label, words) = StatusWords.Of(_run.Status);
        var problems = string.Concat(_run.Problems.Select(p => $"<li>{Html.Escape(p)}</li>"));
        return $"<aside class=\"banner {label}\"><strong>{Html.Escape(words)}</strong>{(problems.Length == 0 ? "" : $"<ul>{problems}</ul>")}</aside>\n";
    }

    private static string Navigation(PageLink? previous, PageLink? next)
    {
        var before = previous is null ? "<span></span>" : $"<a rel=\"prev\" href=\"{previous.Url}\"><small>Previous</small>{Html.Escape(previous.Title)}</a>";
        var after = next is null ? "<span></span>" : $"<a rel=\"next\" href=\"{next.Url}\"><small>Next</small>{Html.Escape(next.Title)}</a>";
        return $"<footer class=\"pages\">{before}{after}</footer>";
    }

    private void Append(CellRun cell)
    {
        if (cell.IsMarkdown)
        {
            AppendMarkdown(cell.Cell.Source);
            return;
        }

        var (label, words) = StatusWords.Of(cell.Status);
        _content.Append($"<section class=\"cell {label}\" id=\"cell-{cell.Number}\">\n");
        _content.Append($"<div class=\"about\"><a href=\"#cell-{cell.Number}\">cell {cell.Number}</a><span>{Html.Escape(words)}{(cell.ExecutionCount is null ? "" : " · " + Duration.Text(cell.Elapsed))}</span></div>\n");
        var code = cell.Cell.Kernel == KernelNames.CSharp ? CodeHighlighter.ToHtml(cell.Cell.Source) : Html.Escape(cell.Cell.Source);
        _content.Append($"<pre class=\"code\" tabindex=\"0\"><code>{code}</code></pre>\n");
        AppendOutputs(cell);
        _content.Append("</section>\n");
    }

    private void AppendMarkdown(string source)
    {
        var text = MarkdownText.Render(source, _anchors);
        _headings.AddRange(text.Headings);
        _description ??= text.FirstParagraph;
        _content.Append($"<section class=\"prose\">\n{text.Html}</section>\n");
    }

    private void AppendOutputs(CellRun cell)
    {
        var outputs = cell.Outputs.Snapshot();
        if (outputs.Count == 0 && cell.Error is null && cell.Outputs.LeftOut == 0)
            return;
        _content.Append("<div class=\"outputs\">\n");
        foreach (var output in outputs)
        {
            _content.Append(output switch
            {
                StreamOutput stream => $"<pre class=\"console{(stream.IsError ? " error" : "")}\" tabindex=\"0\">{Html.Escape(ConsoleText.Clean(stream.Text.ToString()))}</pre>\n",
                ValueOutput value => $"<div class=\"value\">{ValueHtml.Of(value.Values, _anchors)}</div>\n",
                _ => "",
            });
        }

        if (cell.Outputs.LeftOut > 0)
            _content.Append($"<p class=\"note\">… {cell.Outputs.LeftOut:N0} further outputs left out …</p>\n");
        if (cell.Error is { } error)
            AppendError(error, cell.Status);
        _content.Append("</div>\n");
    }

    private void AppendError(CellError error, CellStatus status)
    {
        var lines = string.Concat(error.Lines.Select(line => $"<p>{Html.Escape(line)}</p>"));
        var message = error.Message.Contains('\n', StringComparison.Ordinal) && error.Lines.Count == 1 ? $"<pre>{Html.Escape(error.Message)}</pre>" : "";
        var trace = error.Trace.Count == 0 ? "" : $"<pre>{Html.Escape(string.Join('\n', error.Trace))}</pre>";
        _content.Append($"<div class=\"failure {StatusWords.Of(status).Label}\" role=\"note\">{lines}{message}{trace}</div>\n");
    }
}
