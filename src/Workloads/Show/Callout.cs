using Workloads.Html;

namespace Workloads.Show;

/// <summary>One sentence that says what came out, made from what was measured.</summary>
/// <param name="Text">The sentence.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record Callout(string Text) : IDisplayable
{
    /// <summary>What kind of sentence it is.</summary>
    public CalloutKind Kind { get; init; } = CalloutKind.Finding;

    /// <summary>What was found.</summary>
    public static Callout Finding(string text) => new(text);

    /// <summary>Something to mind, such as a comparison that this machine cannot make.</summary>
    public static Callout Caution(string text) => new(text) { Kind = CalloutKind.Caution };

    /// <summary>Something that was left out, and why.</summary>
    public static Callout LeftOut(string text) => new(text) { Kind = CalloutKind.LeftOut };

    /// <inheritdoc/>
    public string ToHtml()
    {
        string id = Markup.NewId();
        string colour = Kind switch { CalloutKind.Finding => "var(--wl-accent)", CalloutKind.Caution => "var(--wl-c1)", _ => "var(--wl-axis)" };
        string style = Theme.Variables(id) + $$"""
            #{{id}}{margin:.6em 0;padding:.5em .9em;max-width:830px;border-left:4px solid {{colour}};background:color-mix(in srgb,{{colour}} 9%,transparent);color:var(--wl-ink);font:14.5px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}

            """;
        return $"<style>{style}</style><p id=\"{id}\" class=\"workloads-callout\">{Markup.Encode(Text)}</p>";
    }

    /// <inheritdoc/>
    public override string ToString() => Kind switch { CalloutKind.Finding => $"→ {Text}", CalloutKind.Caution => $"! {Text}", _ => $"– {Text}" };
}
