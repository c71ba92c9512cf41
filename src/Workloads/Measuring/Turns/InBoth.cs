using System.Runtime.InteropServices;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Measuring;

/// <summary>The same ways measured in turns in .NET and, where one is found, in CPython; each runtime is compared with itself.</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record InBoth : IDisplayable
{
    /// <param name="dotNet">What they took in .NET, in seconds.</param>
    /// <param name="python">What they took in CPython; null where none was found.</param>
    /// <param name="build">That CPython; null where none was found.</param>
    internal InBoth(Turns dotNet, Turns? python = null, CPython? build = null) => (DotNet, Python, Build) = (dotNet, python, build);

    internal Turns DotNet { get; init; }
    internal Turns? Python { get; init; }
    internal CPython? Build { get; init; }

    /// <summary>What a judgement says where CPython's side is missing.</summary>
    public const string NoPython = "No CPython was found.";

    /// <summary>The runtime of this process, as verdicts name it.</summary>
    public static string Runtime => RuntimeInformation.FrameworkDescription;

    /// <summary>Each way's median and interval, a column for each runtime.</summary>
    public Table ToTable() => Table.Of(
        "",
        Names,
        [("way", name => name), .. Sides.Select(side => (side.Runtime,
            (Func<string, object?>)(name => side.Turns.Names.Contains(name) ? Text(side.Turns.Took(name)) : null)))])
        with { Caption =
        Invariant($"Medians of {DotNet.Rounds} rounds{(Python is null ? "" : Invariant($" and of {Python.Rounds}"))}, with where they lie (95 %). {MachineFacts.Current.Summary}") };

    /// <summary>Each way's time in times of the first one's, with its interval.</summary>
    public Figure ToFigure() => new(Outcome)
    {
        Subtitle = $"Time, in times of “{DotNet.Names[0]}”",
        BarsAcross = true,
        Y = new("below 1: faster") { Unit = Unit.Ratio, FromZero = true },
        Caption = MachineFacts.Current.Summary,
        Lines = [ReferenceLine.AtY(1)],
        Series = [.. Sides.Select(side => Bar(side.Runtime,
            [.. side.Turns.Names.Skip(1).Select(name => (name, side.Turns.Compare(name).Ratio))]))],
    };

    /// <inheritdoc/>
    public string ToHtml() => new Stack(ToFigure(), ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    /// <summary>
    /// Measures .NET's ways, and then CPython's: a function of a script that returns the times by the ways' names, and is to decide the
    /// same.
    /// </summary>
    internal static Task<InBoth> MeasureAsync(InTurns ours, string script, string function, object arguments,
        CancellationToken cancellationToken) =>
        MeasureAsync(ours, script, function, arguments, ours.Decides, cancellationToken);

    /// <summary>The same where CPython's are to decide something else.</summary>
    internal static async Task<InBoth> MeasureAsync(
        InTurns ours, string script, string function, object arguments, Func<Turns, IEnumerable<Expectation>>? decides,
        CancellationToken cancellationToken)
    {
        Turns turns = await ours.RunAsync(cancellationToken).ConfigureAwait(false);
        return (await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest is { } build
            ? new(turns, await new PythonExperiment<Dictionary<string, double[]>>(script, function)
                .MeasureAsync(build, arguments, decides, cancellationToken).ConfigureAwait(false), build)
            : new(turns);
    }

    /// <summary>A claim judged in both: what it lets expect of each.</summary>
    internal Judgement Judge(
        Claim claim, Func<Turns, IReadOnlyList<Expectation>> ours, Func<Turns, IReadOnlyList<Expectation>>? theirs = null) =>
        new(claim, [Verdicts.Of(Runtime, ours(DotNet)), .. Python is null ? (Verdict[])[]
            : [Verdicts.Of(Build!.Name, (theirs ?? ours)(Python))]])
        {
            LeftOut = Python is null ? NoPython : "",
        };

    /// <summary>Which way is the fastest, or where none is faster the slowest, and by how much, as far as the rounds tell.</summary>
    private string Outcome
    {
        get
        {
            string first = DotNet.Names[0];
            Comparison[] all = [.. Sides.SelectMany(side => side.Turns.Names.Skip(1).Select(name => side.Turns.Compare(name, first)))];
            string? most = (all.Where(comparison => comparison.IsFaster).MinBy(comparison => comparison.Ratio.Value)
                ?? all.Where(comparison => comparison.IsSlower).MaxBy(comparison => comparison.Ratio.Value))?.What;
            return most is null ? $"Nothing is clearly faster or slower than “{first}”"
                : $"{most}: {string.Join(", ", Sides.Where(side => side.Turns.Names.Contains(most)).Select((side, number) => $"{Unit.Ratio.Format(side.Turns.Compare(most, first).Ratio.Value)}{(number == 0 ? " the time" : "")} in {side.Runtime}"))}";
        }
    }

    private IReadOnlyList<string> Names => [.. Sides.SelectMany(side => side.Turns.Names).Distinct(StringComparer.Ordinal)];

    internal IReadOnlyList<(string Runtime, Turns Turns)> Sides => Python is null ? [(Runtime, DotNet)]
        : [(Runtime, DotNet), (Build!.Name, Python)];

    /// <summary>What stands below a table: why nothing in it is decided, if there is a reason, and the machine.</summary>
    internal static string Caption(IEnumerable<string?> disturbances) => string.Join(' ',
        disturbances.OfType<string>().Take(1).Select(reason => $"Nothing is decided: {reason}").Append(MachineFacts.Current.Summary));

    internal static Bars Bar(string runtime, IReadOnlyList<(string Name, Estimate Ratio)> ways) =>
        ways.All(way => double.IsFinite(way.Ratio.Low))
        ? new(runtime, ways.Select(way => way.Name), ways.Select(way => way.Ratio.Value), ways.Select(way => way.Ratio.Low),
            ways.Select(way => way.Ratio.High))
        : new(runtime, ways.Select(way => way.Name), ways.Select(way => way.Ratio.Value));

    /// <summary>A time with its interval.</summary>
    internal static string Text(Estimate time) => new Expectation("", time) { Unit = Unit.Seconds }.Number;
}
