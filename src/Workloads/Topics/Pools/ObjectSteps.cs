using System.Diagnostics;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// What the steps of a call through a process pool take that returns the object it was sent; seconds, one number a round (E9).
/// </summary>
/// <param name="Bytes">How long the object is when it is serialised.</param>
/// <param name="Serialise">Making bytes of the object.</param>
/// <param name="Copy">The way to the worker and back, with the waking of whoever sleeps at its end.</param>
/// <param name="There">In the worker: making an object of the bytes, and bytes of the result.</param>
/// <param name="Deserialise">Making an object of the bytes that came back.</param>
internal sealed record StepTimes(long Bytes, IReadOnlyList<double> Serialise, IReadOnlyList<double> Copy, IReadOnlyList<double> There,
    IReadOnlyList<double> Deserialise)
{
    /// <summary>What part of the call serialising and deserialising are, on both sides.</summary>
    public Estimate Share => MedianInterval.Of([.. Enumerable.Range(0, Serialise.Count).Select(round =>
        1 - Copy[round] / (Serialise[round] + Copy[round] + There[round] + Deserialise[round]))]);
}

/// <summary>Each step of a call timed, for bytes, for integers and for dictionaries, in .NET (JSON) and in CPython (pickle).</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record ObjectSteps : IDisplayable
{
    /// <param name="items">How many integers or dictionaries an object holds; of bytes eight times as many.</param>
    /// <param name="dotNet">The steps by the kind of the object.</param>
    /// <param name="python">CPython's; null where none was found.</param>
    /// <param name="build">That CPython.</param>
    internal ObjectSteps(
        int items, IReadOnlyDictionary<string, StepTimes> dotNet, IReadOnlyDictionary<string, StepTimes>? python = null,
        CPython? build = null) =>
        (Items, DotNet, Python, Build) = (items, dotNet, python, build);

    internal int Items { get; init; }
    internal IReadOnlyDictionary<string, StepTimes> DotNet { get; init; }
    internal IReadOnlyDictionary<string, StepTimes>? Python { get; init; }
    internal CPython? Build { get; init; }

    internal const string Bytes = "bytes", Integers = "integers", Dictionaries = "dictionaries";

    private const int MaxItems = 1_000_000;

    private static readonly string[] Kinds = [Bytes, Integers, Dictionaries];

    /// <summary>Measures.</summary>
    /// <param name="items">How many integers or dictionaries an object holds: 0 to 1,000,000.</param>
    /// <param name="rounds">Rounds that count: 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it; no process is left running.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<ObjectSteps> MeasureAsync(int items = 20_000, int rounds = 9, CancellationToken cancellationToken = default)
    {
        if (items is < 0 or > MaxItems)
            throw new ArgumentOutOfRangeException(nameof(items), items, Invariant($"An object holds from 0 to {MaxItems:N0} items."));
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        var ours = new Dictionary<string, StepTimes>(StringComparer.Ordinal);
        ProcessPool pool = await ProcessPool.StartAsync(workers: 1, cancellationToken).ConfigureAwait(false);
        await using (pool.ConfigureAwait(false))
        {
            foreach (string kind in Kinds)
                ours[kind] = await OfAsync(pool, kind, items, rounds, cancellationToken).ConfigureAwait(false);
        }

        return (await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest is { } build
            ? new(items, ours, await new PythonExperiment<Dictionary<string, StepTimes>>("pools", "steps")
                .RunAsync(build, new { kinds = Kinds, items, rounds }, cancellationToken: cancellationToken).ConfigureAwait(false), build)
            : new(items, ours);
    }

    /// <summary>What each step takes, in the median round.</summary>
    public Table ToTable() => Table.Of(
        "",
        Rows,
        ("runtime", row => row.Runtime),
        ("object", row => $"{row.Kind}, {Unit.Bytes.Format(row.Steps.Bytes)}"),
        ("serialise", row => MedianInterval.Of(row.Steps.Serialise).Value),
        ("copy", row => MedianInterval.Of(row.Steps.Copy).Value),
        ("in the worker", row => MedianInterval.Of(row.Steps.There).Value),
        ("rebuild", row => MedianInterval.Of(row.Steps.Deserialise).Value),
        ("serialising", row => row.Steps.Share.Value))
        .In("serialise", Unit.Seconds).In("copy", Unit.Seconds).In("in the worker",
            Unit.Seconds).In("rebuild", Unit.Seconds).In("serialising", Unit.Percent, bars: true)
        with { Caption = MachineFacts.Current.Summary };

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    internal static Expectation Heavy(IReadOnlyDictionary<string, StepTimes> steps, int items) =>
        new(Invariant($"of a call that carries {items:N0} dictionaries there and back {{0}} is serialising"), steps[Dictionaries].Share)
        {
            Name = "serialising's part of a call", Unit = Unit.Percent, AtLeast = 0.5,
        };

    private IEnumerable<(string Runtime, string Kind, StepTimes Steps)> Rows =>
        DotNet.Select(pair => (InBoth.Runtime, pair.Key, pair.Value))
        .Concat(Python?.Select(pair => (Build!.Name, pair.Key, pair.Value)) ?? []);

    private static async Task<StepTimes> OfAsync(ProcessPool pool, string kind, int items, int rounds, CancellationToken cancellationToken)
    {
        byte[] raw = new byte[8 * items];
        GraphCall graph = kind == Integers ? GraphCall.OfIntegers(items) : GraphCall.OfRecords(0, items);
        long length = 0;
        List<double> serialise = [], copy = [], there = [], deserialise = [];
        for (int round = -1; round < rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            byte[] bytes = kind == Bytes ? raw : graph.Serialise();
            long sent = Stopwatch.GetTimestamp();
            PayloadOutcome outcome = await pool.CallAsync(kind == Bytes ? PayloadWorkload.Echo : PayloadWorkload.Graph, bytes,
                cancellationToken: cancellationToken).ConfigureAwait(false);
            long back = Stopwatch.GetTimestamp();
            if (kind != Bytes)
                GraphCall.Deserialise(outcome.Bytes);
            long end = Stopwatch.GetTimestamp();
            if (round < 0)
                continue;
            length = bytes.Length;
            serialise.Add(Stopwatch.GetElapsedTime(start, sent).TotalSeconds);
            there.Add(outcome.Run.TotalSeconds);
            copy.Add(Math.Max(0, (Stopwatch.GetElapsedTime(sent, back) - outcome.Run).TotalSeconds));
            deserialise.Add(Stopwatch.GetElapsedTime(back, end).TotalSeconds);
        }

        return new(length, serialise, copy, there, deserialise);
    }
}
