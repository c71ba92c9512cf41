using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// The same commands to a fleet, one at a time and many at once (B15). They wait, as what is sent to machines mostly does.
/// </summary>
/// <param name="Times">What each width took; the first is one at a time.</param>
/// <param name="Widths">How many at once, ascending.</param>
/// <param name="Machines">How many commands.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record FleetWidths(InBoth Times, IReadOnlyList<int> Widths, int Machines) : IDisplayable
{
    /// <summary>Measures.</summary>
    /// <param name="machines">How many commands: 1 to 1,000.</param>
    /// <param name="waitSeconds">How long each waits: 0 to 60.</param>
    /// <param name="widths">How many at once: numbers of 2 to 256; 2, 4 and 8 when left out.</param>
    /// <param name="rounds">Rounds that count: 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it; no child is left running.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<FleetWidths> MeasureAsync(
        int machines = 8, double waitSeconds = 0.05, IReadOnlyList<int>? widths = null, int rounds = 9,
            CancellationToken cancellationToken = default)
    {
        if (machines is < 1 or > 1_000)
            throw new ArgumentOutOfRangeException(nameof(machines), machines, "A fleet has from 1 to 1,000 machines here.");
        if (waitSeconds is not (>= 0 and <= 60))
            throw new ArgumentOutOfRangeException(nameof(waitSeconds), Invariant($"{waitSeconds}"), "Each command waits from 0 to 60 s.");
        int[] all = [.. (widths ?? [2, 4, 8]).Append(1).Distinct().Order()];
        Command[] commands = [.. Enumerable.Repeat(new Command("sleep", Invariant($"{waitSeconds}")), machines)];
        Fleet[] fleets = [.. all.Select(width => new Fleet(width))];
        var ways = new InTurns
        {
            Ways = [.. fleets.Select(fleet => Way.Timed(Name(fleet.MaxAtOnce), token =>
                fleet.RunAsync(commands, cancellationToken: token)))],
            MaxRounds = rounds, Time = InTurns.LongTime, Decides = turns => [turns.Compare(Name(all[^1])).AtMost(0.6)],
        };
        object arguments = new { names = all.Select(Name), widths = all, machines, seconds = waitSeconds, rounds };
        return new(await InBoth.MeasureAsync(ways, "child_processes", "fleet", arguments, cancellationToken).ConfigureAwait(false),
            all, machines);
    }

    /// <summary>Judges B15: one program deals with many commands at once, whatever the number of cores.</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => claim?.Id == "B15"
        ? Times.Judge(claim, turns =>
        {
            Expectation gain = turns.Compare(Name(Widths[^1])).AtMost(0.6);
            return [gain with { Sentence = gain.Sentence.Replace(" take ", " took ", StringComparison.Ordinal), Doubt = Widths.Count == 1
                || Machines == 1 ? "nothing ran beside anything else. More machines at once would decide." : gain.Doubt }];
        })
        : throw WrongClaim.Of(claim!, "B15");

    /// <summary>The time by how many run at once.</summary>
    public Figure ToFigure() => new(string.Join("; ", Times.Sides.Select((side, number) =>
        $"{Unit.Ratio.Format(side.Turns.Compare(Name(Widths[^1])).Ratio.Value)}{(number == 0 ? $" the time with {Name(Widths[^1])}" : "")} in {side.Runtime}")))
    {
        Subtitle = Invariant($"{Machines} commands that wait: the time of all by how many run at once"),
        X = Axis.Log2("at once"), Y = Axis.LogTime("all of them"), Caption = MachineFacts.Current.Summary,
        Series = [Line(InBoth.Runtime, Times.DotNet), .. Times.Python is null ? (Series[])[] : [Line(Times.Build!.Name, Times.Python)]],
    };

    /// <inheritdoc/>
    public string ToHtml() => new Stack(ToFigure(), Times.ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => Times.ToString();

    internal static string Name(int width) => width == 1 ? "one at a time" : Invariant($"{width} at once");

    private Line Line(string runtime, Turns turns) => Charts.Line.Of(runtime, Widths, width => width, width =>
        turns.Took(Name(width)).Value);
}
