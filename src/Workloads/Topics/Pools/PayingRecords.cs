using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// The same computation on one thread and on a process pool, with more and more records that travel with each call: when does it stop
/// paying (E9)?
/// </summary>
/// <param name="Times">What each took; the first way is one thread.</param>
/// <param name="Records">How many records travelled with each call, ascending.</param>
/// <param name="Workers">How many workers the pool had.</param>
/// <param name="Cores">How many cores there were.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record PayingRecords(InBoth Times, IReadOnlyList<int> Records, int Workers, int Cores) : IDisplayable
{
    private const int CallsInARound = 8;

    /// <summary>Measures.</summary>
    /// <param name="records">
    /// How many dictionaries of four numbers travel with each call, there and back: two different numbers at least, 0 to 100,000 each.
    /// </param>
    /// <param name="fibSize">What each call computes in .NET: fib of it, 0 to 40.</param>
    /// <param name="pythonFibSize">The same in CPython.</param>
    /// <param name="workers">How many workers each pool has: 1 to 256.</param>
    /// <param name="rounds">Rounds that count: 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it; no process is left running.</param>
    /// <exception cref="ArgumentException">There are fewer than two numbers of records.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<PayingRecords> MeasureAsync(
        IReadOnlyList<int> records, int fibSize = 30, int pythonFibSize = 22, int workers = 2, int rounds = 9,
            CancellationToken cancellationToken = default)
    {
        int[] counts = [.. (records ?? []).Distinct().Order()];
        if (counts.Length < 2)
            throw new ArgumentException(
                $"Two different numbers of records are compared at least; given were: {(counts.Length == 0 ? "none" : string.Join(", ", counts))}.", nameof(records));
        if (counts[0] < 0 || counts[^1] > 100_000)
            throw new ArgumentOutOfRangeException(nameof(records), counts[0] < 0 ? counts[0] : counts[^1],
                "From 0 to 100,000 records travel with a call.");
        if (Math.Min(fibSize, pythonFibSize) < 0 || Math.Max(fibSize, pythonFibSize) > 40)
            throw new ArgumentOutOfRangeException(nameof(fibSize), fibSize, "The calls compute fib of 0 to 40.");
        long expected = Workload.Fibonacci.Run(fibSize, cancellationToken);
        ProcessPool pool = await ProcessPool.StartAsync(workers, cancellationToken).ConfigureAwait(false);
        await using (pool.ConfigureAwait(false))
        {
            var ways = new InTurns
            {
                Ways =
                [
                    Way.Timed("one thread", () => { for (int call = 0; call < CallsInARound; call++) Fibonacci.Of(fibSize); }),
                    .. counts.Select(count => Way.Timed(Name(count), token =>
                        Task.WhenAll(Enumerable.Range(0, CallsInARound).Select(_ =>
                            OneAsync(pool, expected, GraphCall.OfRecords(fibSize, count), token))))),
                ],
                MaxRounds = rounds, Time = InTurns.LongTime,
                Decides = turns =>
                    [turns.Compare(Name(counts[0])).AtMost(0.9).OnSeveralCores(), turns.Compare(Name(counts[^1])).AtLeast(1.1)],
            };
            object arguments = new { names = new[] { "one thread" }.Concat(counts.Select(Name)), records = counts, size = pythonFibSize,
                calls = CallsInARound, workers, rounds };
            return new(await InBoth.MeasureAsync(ways, "pools", "paying", arguments, cancellationToken).ConfigureAwait(false), counts,
                workers, Environment.ProcessorCount);
        }
    }

    /// <summary>Judges E9: serialising is heavy, and a pool pays with little data and not with much.</summary>
    /// <param name="claim">E9.</param>
    /// <param name="steps">What the steps of a call take.</param>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim, ObjectSteps steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        return claim?.Id == "E9"
            ? Times.Judge(claim, turns => [ObjectSteps.Heavy(steps.DotNet, steps.Items), .. Pays(turns)], turns =>
                [.. steps.Python is null ? (Expectation[])[] : [ObjectSteps.Heavy(steps.Python, steps.Items)], .. Pays(turns)])
            : throw WrongClaim.Of(claim!, "E9");
    }

    /// <summary>The pool's time against one thread's, by the records that travel.</summary>
    public Figure ToFigure() => new(string.Join("; ", Times.Sides.Select((side, number) =>
        $"{Share(side.Turns, 0)}{(number == 0 ? " the time" : "")} with {Say.Count(Records[0])} records{(number == 0 ? " a call" : "")}, {Share(side.Turns, Records.Count - 1)} with {Say.Count(Records[^1])} in {side.Runtime}")))
    {
        Subtitle = Invariant($"The same computation on {Workers} worker{(Workers == 1 ? "" : "s")}, in times of one thread's time"),
        Caption = MachineFacts.Current.Summary,
        X = Axis.Log("records that travel with each call, there and back (none stands at 1)", Unit.Count),
        Y = Axis.Log("time, in times of one thread's", Unit.Ratio),
        Lines = [ReferenceLine.AtY(1, "one thread")],
        Series = [Line(InBoth.Runtime, Times.DotNet), .. Times.Python is null ? (Series[])[] : [Line(Times.Build!.Name, Times.Python)]],
    };

    /// <inheritdoc/>
    public string ToHtml() => new Stack(ToFigure(), Times.ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => Times.ToString();

    internal static string Name(int records) => Invariant($"the pool with {records:N0} records a call");

    private string Share(Turns turns, int number) => Say.Ratio(turns.Compare(Name(Records[number])).Ratio.Value);

    private Line Line(string runtime, Turns turns)
    {
        (int Count, Estimate Ratio)[] points = [.. Records.Select(count => (count, turns.Compare(Name(count)).Ratio))];
        return points.All(point => double.IsFinite(point.Ratio.Low))
            ? Charts.Line.Of(runtime, points, point => Math.Max(1, point.Count), point => point.Ratio.Value, point => point.Ratio.Low,
                point => point.Ratio.High)
            : Charts.Line.Of(runtime, points, point => Math.Max(1, point.Count), point => point.Ratio.Value);
    }

    private IReadOnlyList<Expectation> Pays(Turns turns)
    {
        Expectation few = turns.Compare(Name(Records[0])).AtMost(0.9), many = turns.Compare(Name(Records[^1])).AtLeast(1.1);
        string? unable = Workers == 1 ? "one worker computes beside nobody. Two or more would decide." : Cores == 1
            ? "there is one core. A machine with two would decide." : null;
        return [few with { Sentence = few.Sentence.Replace(" take ", " takes ", StringComparison.Ordinal), Doubt = unable ?? few.Doubt },
            many with { Sentence = many.Sentence.Replace(" take ", " takes ", StringComparison.Ordinal) }];
    }

    private static Task OneAsync(ProcessPool pool, long expected, GraphCall graph, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            PayloadOutcome outcome = await pool.CallAsync(PayloadWorkload.Graph, graph.Serialise(), cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            if (GraphCall.Deserialise(outcome.Bytes).Result != expected)
                throw new InvalidDataException("The pool's result is wrong.");
        },
        cancellationToken);
}
