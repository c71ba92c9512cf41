using Workloads.Charts;
using Workloads.Html;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>The ways of running a task, the best first for each runtime, as the costs measured on this machine let expect (D7).</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
internal sealed class Advice : IDisplayable
{
    /// <summary>What may take so many times the best way's time is not told from it.</summary>
    private const double Near = 1.1;

    internal Advice(TaskShape task, IEnumerable<Prediction> predictions, string measured)
    {
        Task = task;
        Measured = measured;
        Ranked = [.. predictions.OrderBy(one => one.Refusal is not null).ThenBy(one => one.Seconds.Value)];
    }

    /// <summary>What was asked about.</summary>
    public TaskShape Task { get; }

    /// <summary>Every way, from the fastest to the slowest of all runtimes; what cannot run the task stands last.</summary>
    internal IReadOnlyList<Prediction> Ranked { get; }

    /// <summary>The best way of a runtime.</summary>
    /// <param name="runtime">The runtime; the fastest of all when left out.</param>
    internal Prediction Best(string? runtime = null) => Ranked.First(one => runtime is null || one.Runtime == runtime);

    /// <summary>Where and when the costs were measured.</summary>
    public string Measured { get; }

    /// <summary>The advice in a sentence for each runtime.</summary>
    public IEnumerable<string> Sentences => Ranked.GroupBy(one => one.Runtime).Select(group => Sentence(group.Key, [.. group]));

    /// <summary>Every way with its time, its memory, and what makes it so.</summary>
    public Table ToTable() => Table.Of($"{Task}", Ranked.GroupBy(one => one.Runtime).SelectMany(group => group),
        ("runtime", one => one.Runtime),
        ("way", one => one.Way),
        ("time", one => one.Refusal is null ? Say.Time(one.Seconds.Value) : "–"),
        ("may lie from … to", one => one.Refusal is null ? $"{Say.Time(one.Seconds.Low)} to {Say.Time(one.Seconds.High)}" : "–"),
        ("memory", one => one.Refusal is null ? Say.Bytes(one.Bytes) : "–"),
        ("most of the time goes into", one => one.Refusal ?? one.MostOfIt)) with { Caption = Measured };

    /// <inheritdoc/>
    public string ToHtml() => new Stack([.. Sentences.Select(Callout.Finding), ToTable()]).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => new Stack([.. Sentences.Select(Callout.Finding), ToTable()]).ToString();

    private static string Sentence(string runtime, IReadOnlyList<Prediction> ways)
    {
        Prediction best = ways[0];
        var close = ways.Skip(1).Where(one => one.Refusal is null && one.Seconds.Low <= Near * best.Seconds.High).Select(one => one.Way)
            .ToList();
        Prediction? next = ways.FirstOrDefault(
            one => one != best && one.Refusal is null && !close.Contains(one.Way, StringComparer.Ordinal));
        return $"{runtime}: {best.Way}, about {Say.Time(best.Seconds.Value)}"
            + (close.Count == 0 ? "" : $", with {List(close)} too near to tell")
            + (next is null ? "."
                : $". {Capital(next.Way)} would take {Unit.Ratio.Format(next.Seconds.Value / best.Seconds.Value)} as long: most of that is {next.MostOfIt}.");
    }

    private static string List(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
