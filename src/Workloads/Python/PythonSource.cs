using Workloads.Html;
using Workloads.Show;

namespace Workloads.Python;

/// <summary>The text of one of the project's own scripts, folded: CPython's side of an experiment, beside ours.</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record PythonSource : IDisplayable
{
    private PythonSource(string script, string text) => (Script, Text) = (script, text);

    /// <summary>The script's name, without <c>.py</c>.</summary>
    public string Script { get; }

    /// <summary>The script's text.</summary>
    public string Text { get; }

    /// <summary>Reads a script.</summary>
    /// <param name="script">Its name without <c>.py</c>, such as <c>primes</c>, or <c>models/threads</c>.</param>
    /// <exception cref="ArgumentException">There is no script of that name; the message lists those there are.</exception>
    public static PythonSource Of(string script) => new(script, File.ReadAllText(Scripts.PathOf(script)));

    /// <inheritdoc/>
    public string ToHtml()
    {
        string style =
            "color:var(--vscode-editor-foreground,var(--jp-content-font-color1,inherit));cursor:pointer;font:14.5px/1.5 system-ui,sans-serif";
        return $"<details class=\"workloads-source\"><summary style=\"{style}\">The same in CPython: <code>python/{Markup.Encode(Script)}.py</code></summary>{new CodeBlock("", Text).ToHtml()}</details>";
    }

    /// <inheritdoc/>
    public override string ToString() => $"python/{Script}.py";
}
