using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// Who waits how long when jobs of two priorities have come: on one event loop and on threads, in .NET and in CPython (E10).
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class PriorityWaits : IDisplayable
{
    private static readonly PythonExperiment<Dictionary<string, Waits>> There = new("priorities", "waits");

    private readonly IReadOnlyList<Side> _sides;

    internal PriorityWaits(params IReadOnlyList<Side> sides) => _sides = sides;

    /// <summary>Measures all orders in turns.</summary>
    /// <param name="jobs">How many jobs, of which each seventh is urgent: from 14 to 1,000.</param>
    /// <param name="size">How much .NET computes for one, as a size of Fibonacci: from 0 to 35.</param>
    /// <param name="pythonSize">How much CPython computes, which is slower: likewise.</param>
    /// <param name="rounds">Rounds that count: 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<PriorityWaits> MeasureAsync(int jobs = 140, int size = 27, int pythonSize = 19, int rounds = InTurns.MinRounds,
        CancellationToken cancellationToken = default)
    {
        Check(jobs, 14, 1_000, nameof(jobs));
        Check(size, 0, 35, nameof(size));
        Check(pythonSize, 0, 35, nameof(pythonSize));
        Side ours = await HereAsync(jobs, size, rounds, cancellationToken).ConfigureAwait(false);
        if ((await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest is not { } build)
            return new(ours);
        var watch = MachineWatch.Start();
        object arguments = new { names = PriorityOrders.All.Select(order => order.Name), jobs, size = pythonSize, rounds };
        return new(ours, new(build.Name, await There.RunAsync(build, arguments, cancellationToken: cancellationToken).ConfigureAwait(false),
            watch.Seen()));
    }

    /// <summary>Judges E10: a coordinator on the loop lets the urgent ones go first, and threads do not.</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => claim?.Id == "E10"
        ? new(claim, [.. _sides.Select(
            side => Verdicts.Of(side.Runtime, Expected(side, PriorityOrders.LoopQueue) with { AtMost = 0.4 },
            Expected(side, PriorityOrders.Threads) with { AtLeast = 0.6 }))])
        {
            LeftOut =
                "The say is the queue's: a loop without one goes in the order of arrival, and worker threads with one have the same say. Both are measured beside it."
                + (_sides.Count == 1 ? $" {InBoth.NoPython}" : ""),
        }
        : throw WrongClaim.Of(claim!, "E10");

    /// <inheritdoc/>
    public string ToHtml() => new Stack(ToFigure(), ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private static async Task<Side> HereAsync(int jobs, int size, int rounds, CancellationToken cancellationToken)
    {
        var waits = PriorityOrders.All.ToDictionary(order => order.Name, _ => new Waits([], []));
        var turns = new InTurns
        {
            Ways = [.. PriorityOrders.All.Select(order => new Way(order.Name, _ => Task.Run(() =>
            {
                var (urgent, others) = PriorityOrders.Measure(order.Run, jobs, size);
                waits[order.Name].Urgent.Add(urgent);
                waits[order.Name].Others.Add(others);
                return urgent / others;
            })))],
            MaxRounds = rounds, Time = InTurns.LongTime, WarmUps = 2,
        };
        string? disturbance = (await turns.RunAsync(cancellationToken).ConfigureAwait(false)).Disturbance;
        return new(InBoth.Runtime, waits.ToDictionary(order => order.Key, order => order.Value.Without(turns.WarmUps)), disturbance);
    }

    private static void Check(int value, int least, int most, string name)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, value, Invariant($"{name} lies from {least:N0} to {most:N0}."));
    }

    private static Expectation Expected(Side side, string order) =>
        new($"{order}: urgent jobs wait {{0}} as long as the others", side.Ratio(order))
        {
            Name = $"{order}: urgent / others",
            Unit = Unit.Ratio,
            Doubt = side.Disturbance
        };

    private Figure ToFigure() => new(Outcome)
    {
        Subtitle = "How long the urgent jobs wait, in times of the others",
        BarsAcross = true,
        Y = new("below 1: urgent jobs go first") { Unit = Unit.Ratio, FromZero = true },
        Caption = MachineFacts.Current.Summary,
        Lines = [ReferenceLine.AtY(1)],
        Series = [.. _sides.Select(
            side => new Bars(side.Runtime, side.Orders.Keys, side.Orders.Keys.Select(order => side.Ratio(order).Value)))],
    };

    private string Outcome =>
        double.IsNaN(_sides[0].Ratio(PriorityOrders.Threads).Value) ? "Undecided: no round counted"
            : $"Urgent jobs wait {Share(PriorityOrders.LoopQueue)} as long as the others on a loop with a priority queue, {Share(PriorityOrders.Threads)} on threads, in {_sides[0].Runtime}";

    private string Share(string order) => Say.Ratio(_sides[0].Ratio(order).Value);

    private Table ToTable() => Table.Of(
        "",
        _sides.SelectMany(side => side.Orders.Select(order => (side, order))),
        ("runtime", row => row.side.Runtime),
        ("order", row => row.order.Key),
        ("urgent jobs wait", row => Median(row.order.Value.Urgent)),
        ("the others", row => Median(row.order.Value.Others)),
        ("urgent / others", row => Expected(row.side, row.order.Key).Number)).In("urgent jobs wait", Unit.Seconds)
        .In("the others", Unit.Seconds);

    private static double Median(IEnumerable<double> numbers) => MathNet.Numerics.Statistics.Statistics.Median(numbers);

    /// <summary>What was measured in one runtime.</summary>
    internal sealed record Side(string Runtime, IReadOnlyDictionary<string, Waits> Orders, string? Disturbance = null)
    {
        /// <summary>The urgent jobs' wait in times of the others', with its interval.</summary>
        public Estimate Ratio(string order) =>
            MedianInterval.Of([.. Orders[order].Urgent.Zip(Orders[order].Others, (urgent, others) => urgent / others)]);
    }

    /// <summary>The medians of the rounds, in seconds.</summary>
    internal sealed record Waits(List<double> Urgent, List<double> Others)
    {
        public Waits Without(int rounds) => new([.. Urgent.Skip(rounds)], [.. Others.Skip(rounds)]);
    }
}
