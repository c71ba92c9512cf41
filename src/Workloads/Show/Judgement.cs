using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workloads.Html;

namespace Workloads.Show;

/// <summary>
/// A claim and what was found out about it, runtime by runtime. Notebooks show it as a card, consoles as lines, and the runner reads it
/// back from a data block inside the card.
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class Judgement : IDisplayable
{
    /// <summary>The class of the data block, an element <c>script</c> of JSON, which no page runs.</summary>
    public const string DataClass = "workloads-verdict";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A claim that was tried.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="verdicts">What was found out, one for each runtime; none when it could not be tried.</param>
    internal Judgement(Claim claim, params IReadOnlyList<Verdict> verdicts)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(verdicts);
        Claim = claim;
        Verdicts = verdicts;
    }

    /// <summary>The claim.</summary>
    public Claim Claim { get; }

    /// <summary>What was found out, one for each runtime.</summary>
    internal IReadOnlyList<Verdict> Verdicts { get; }

    /// <summary>What could not be tried, and why, as sentences: "No CPython was found."</summary>
    public string LeftOut { get; init; } = "";

    /// <summary>The same with another runtime's verdict.</summary>
    /// <param name="verdict">The verdict; null changes nothing.</param>
    internal Judgement With(Verdict? verdict) => verdict is null ? this : new(Claim, [.. Verdicts, verdict]) { LeftOut = LeftOut };

    /// <inheritdoc/>
    public string ToHtml()
    {
        string rows = string.Concat(Verdicts.Select(verdict =>
            $"<dt class=\"{Class(verdict.Ruling)}\"><b>{Sign(verdict.Ruling)}</b> {Words(verdict.Ruling)} <small>{Markup.Encode(verdict.Runtime)}</small></dt><dd>{Markup.Encode(verdict.Reason)}</dd>"));
        string left = LeftOut.Length == 0 ? "" : $"<p class=\"l\">{Markup.Encode(LeftOut)}</p>";
        string given = Claim.Figures.Count == 0 ? ""
            : $"<p class=\"l\">The document's own figures: {Markup.Encode(string.Join("; ", Claim.Figures.Select(Text)))}.</p>";
        return $"""
            <section class="wl wl-j workloads-judgement" aria-label="Claim {Claim.Id}">{Style}<p><b class="i">{Claim.Id}</b> {Markup.Encode(Claim.Text)} <small>{Claim.Document}, {Markup.Encode(Claim.Section)}</small></p><dl>{rows}</dl>{left}{given}<script type="application/json" class="{DataClass}">{Data()}</script></section>
            """;
    }

    /// <summary>The claim, and a line for each verdict.</summary>
    public override string ToString() => string.Join('\n', (IEnumerable<string>)
    [
        $"{Claim.Id} {Claim.Text}",
        .. Verdicts.Select(verdict => $"  {Sign(verdict.Ruling)} {Words(verdict.Ruling)} in {verdict.Runtime}: {verdict.Reason}"),
        .. LeftOut.Length == 0 ? (string[])[] : [$"  – {LeftOut}"],
    ]);

    /// <summary>The ruling in the words of <c>claims.json</c>.</summary>
    private static string Key(Ruling ruling) => ruling switch { Ruling.Holds => "holds", Ruling.HoldsNot => "holds-not", _ => "undecided" };

    private static string Words(Ruling ruling) =>
        ruling switch { Ruling.Holds => "holds", Ruling.HoldsNot => "does not hold", _ => "undecided" };

    private static string Sign(Ruling ruling) => ruling switch { Ruling.Holds => "✓", Ruling.HoldsNot => "✗", _ => "?" };

    private static string Class(Ruling ruling) => ruling switch { Ruling.Holds => "y", Ruling.HoldsNot => "n", _ => "u" };

    private static string Text(ClaimFigure figure) =>
        $"{figure.What} {figure.Value.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture)} {figure.Unit}{(figure.Note.Length == 0 ? "" : $" ({figure.Note})")}";

    private string Data()
    {
        var verdicts = new JsonArray([.. Verdicts.Select(verdict => (JsonNode)new JsonObject
        {
            ["runtime"] = verdict.Runtime,
            ["verdict"] = Key(verdict.Ruling),
            ["reason"] = verdict.Reason,
            ["figures"] = new JsonObject(
                verdict.Figures.DistinctBy(figure => figure.Name)
                    .Select(figure => KeyValuePair.Create(figure.Name, (JsonNode?)figure.Text))),
        })]);
        var data = new JsonObject
        {
            ["id"] = Claim.Id, ["document"] = Claim.Document, ["section"] = Claim.Section, ["claim"] = Claim.Text, ["verdicts"] = verdicts,
            ["why"] = LeftOut,
        };
        return data.ToJsonString(Json).Replace("</", "<\\/", StringComparison.Ordinal);
    }

    private static readonly string Style = Theme.Style(""
        + ".wl-j{max-width:830px;margin:.8em 0;padding:.6em .9em;border:1px solid var(--line);border-radius:6px;font-size:14.5px;line-height:1.5}"
        + ".wl-j p{margin:0}.wl-j .i{padding:.1em .45em;border-radius:4px;background:color-mix(in srgb,currentColor 6%,transparent);font-variant-numeric:tabular-nums}.wl-j small,.wl-j .l{color:var(--soft);font-size:12.5px}"
        + ".wl-j dl{margin:.5em 0 0;display:grid;grid-template-columns:max-content 1fr;gap:.25em 1em}.wl-j dt{font-weight:600}.wl-j dt small{display:block;font-weight:400}.wl-j dd{margin:0}"
        + ".wl-j .y b{color:var(--best)}.wl-j .n b{color:light-dark(#c4320a,#ff9a7a)}.wl-j .l{margin-top:.5em}"
        + "@media(max-width:520px){.wl-j dl{grid-template-columns:1fr;gap:.1em}.wl-j dd{margin-bottom:.4em}}");
}
