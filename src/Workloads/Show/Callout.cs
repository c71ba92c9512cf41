using Workloads.Html;

namespace Workloads.Show;

/// <summary>One sentence that says what came out, made from what was measured.</summary>
/// <param name="Text">The sentence.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
internal sealed record Callout(string Text) : IDisplayable
{
    /// <summary>What kind of sentence it is.</summary>
    public CalloutKind Kind { get; init; } = CalloutKind.Finding;

    /// <summary>What was found.</summary>
    public static Callout Finding(string text) => new(text);

    /// <summary>Something to mind, such as a comparison that this machine cannot make.</summary>
    public static Callout Caution(string text) => new(text) { Kind = CalloutKind.Caution };

    /// <summary>Something that was left out, and why.</summary>
    public static Callout LeftOut(string text) => new(text) { Kind = CalloutKind.LeftOut };

    private static readonly string Style = Theme.Style(""
        + ".wl-o{--o:var(--accent);margin:.6em 0;padding:.5em .9em;max-width:830px;border-left:4px solid var(--o);background:color-mix(in srgb,var(--o) 9%,transparent);font-size:14.5px;line-height:1.5}"
        + ".wl-o.caution{--o:light-dark(#d2540a,#ff9a52)}.wl-o.left-out{--o:light-dark(#8b949e,#7d8590)}");

    /// <inheritdoc/>
    public string ToHtml()
    {
        string kind = Kind switch { CalloutKind.Finding => "", CalloutKind.Caution => " caution", _ => " left-out" };
        return $"{Style}<p class=\"wl wl-o workloads-callout{kind}\">{Markup.Encode(Text)}</p>";
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Kind switch { CalloutKind.Finding => $"→ {Text}", CalloutKind.Caution => $"! {Text}", _ => $"– {Text}" };
}
