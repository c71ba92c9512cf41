using Workloads.Charts;
using Workloads.Html;
using Workloads.Processes;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How all commands of a fleet ended.</summary>
/// <param name="Children">Each child's result, in the order of the commands.</param>
/// <param name="MaxAtOnce">The most children that ran at the same time.</param>
/// <param name="Elapsed">From the first one's start to the last one's end.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
internal sealed record FleetResult(IReadOnlyList<ChildResult> Children, int MaxAtOnce, TimeSpan Elapsed) : IDisplayable
{
    /// <summary>The longest piece of a child's output that stands in the table.</summary>
    private const int MaxText = 60;

    /// <summary>How many ended in a certain way.</summary>
    public int Count(ChildEnding ending) => Children.Count(child => child.Ending == ending);

    /// <summary>How each child ended, and the last line that it printed.</summary>
    public Table ToTable() => Table.Of(
        "",
        Children,
        ("command", child => Short(child.Command.ToString())),
        ("ended", child => child.Ending switch
        {
            ChildEnding.Succeeded => "succeeded",
            ChildEnding.Failed => "failed",
            ChildEnding.TimedOut => "timed out",
            _ => "not started",
        }),
        ("exit code", child => child.ExitCode),
        ("time", child => child.Elapsed),
        ("last line", child => Short((child.Lines.Count > 0 ? child.Lines : child.ErrorLines) is [.., var last] ? last : "")))
        with { Caption = $"{ToString()}; {Unit.Seconds.Format(Elapsed.TotalSeconds)} in all" };

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() =>
        Invariant($"{Children.Count} commands, at most {MaxAtOnce} at once: {string.Join(", ", Enum.GetValues<ChildEnding>().Where(ending => Count(ending) > 0).Select(ending => Invariant($"{Count(ending)} {ending}")))}");

    private static string Short(string text) => text.Length <= MaxText ? text : text[..MaxText] + " …";
}
