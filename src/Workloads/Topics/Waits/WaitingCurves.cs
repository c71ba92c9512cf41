using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How time and memory grow with the number of waits, each point measured in a process of its own (A13, D8, E8).</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record WaitingCurves : IDisplayable
{
    /// <param name="costs">The points.</param>
    /// <param name="leftOut">What this machine does not let be measured, and why.</param>
    /// <param name="machine">What was measured on.</param>
    internal WaitingCurves(IReadOnlyList<WaitingCost> costs, IReadOnlyList<LeftOut> leftOut, MachineFacts machine) =>
        (Costs, LeftOut, Machine) = (costs, leftOut, machine);

    internal IReadOnlyList<WaitingCost> Costs { get; init; }
    internal IReadOnlyList<LeftOut> LeftOut { get; init; }
    internal MachineFacts Machine { get; init; }

    /// <summary>The longest that each may wait.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    /// <summary>How many jobs document 000 speaks of (A13).</summary>
    private const int DocumentJobs = 20_000;

    /// <summary>What document 004 says that a thread takes, in bytes (E8).</summary>
    private const double DocumentThreadBytes = 8e6;

    /// <summary>From how many on memory is compared: of fewer a few pages more or less are too large a part.</summary>
    private const int FewestWeighed = 500;

    /// <summary>The CPython that was measured; null where none was found.</summary>
    internal CPython? Build { get; init; }

    /// <summary>The ways, in the order in which they were measured.</summary>
    public IReadOnlyList<string> Ways => [.. Costs.Select(static cost => cost.Way).Distinct(StringComparer.Ordinal)];

    /// <summary>Measures every way with every number of waits, and CPython's beside them.</summary>
    /// <param name="waits">How many at once: each from 1 to 1,000,000. Threads beyond <see cref="ThreadLimit"/> are left out.</param>
    /// <param name="wait">How long each waits, up to <see cref="MaxWait"/>; 100 ms when left out.</param>
    /// <param name="ways">Which ways; all when left out.</param>
    /// <param name="maxThreads">The most threads to start; as many as the machine lets when left out.</param>
    /// <param name="cancellationToken">Ends it, and the child that runs.</param>
    /// <exception cref="ArgumentException">There are no numbers or ways to measure.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<WaitingCurves> MeasureAsync(
        IReadOnlyList<int> waits, TimeSpan? wait = null, IReadOnlyList<WaitingWay>? ways = null, int? maxThreads = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(waits);
        TimeSpan time = CheckWait(wait ?? TimeSpan.FromMilliseconds(100));
        if (waits.Count == 0 || ways is { Count: 0 })
            throw new ArgumentException("There must be a number of waits and a way to measure.",
                waits.Count == 0 ? nameof(waits) : nameof(ways));
        foreach (int count in waits)
            ManyWaits.Check(count);
        if (maxThreads < 1)
            throw new ArgumentOutOfRangeException(nameof(maxThreads), maxThreads, "At least one thread must be let start.");

        ThreadLimit limit = ThreadLimit.Find();
        if (maxThreads < limit.Threads)
            limit = new(maxThreads.Value, "what this measurement may start");
        CPython? build = (await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest;
        var costs = new List<WaitingCost>();
        var leftOut = new List<LeftOut>();
        foreach (WaitingWay way in ways ?? Enum.GetValues<WaitingWay>())
        {
            foreach (int count in waits.Distinct().Order())
            {
                if (way is WaitingWay.Threads && count > limit.Threads)
                    leftOut.Add(new(ManyWaits.NameOf(way), Size: null, count,
                        Invariant($"{count:N0} threads are more than {limit.Threads:N0}, the most by {limit.Reason}.")));
                else
                    await OneAsync(way, count).ConfigureAwait(false);
            }
        }

        return new(costs, leftOut, MachineFacts.Current) { Build = build };

        async Task OneAsync(WaitingWay way, int count)
        {
            try
            {
                string[] arguments = [WaitsProgram.Argument, $"{way}", Invariant($"{count}"), Invariant($"{time.TotalMilliseconds}")];
                costs.Add(WaitsProgram.Parse(way, count, time,
                    await OwnProgram.RunAsync(arguments, prepare: null, cancellationToken).ConfigureAwait(false)));
                if (build is not null && PythonWaits.WordOf(way) is { } word)
                    costs.Add(await PythonWaits.MeasureAsync(build, word, PythonName(way, build), count, time, cancellationToken)
                        .ConfigureAwait(false));
            }
            catch (Exception failure) when (failure is InvalidOperationException or PythonFailedException)
            {
                leftOut.Add(new(ManyWaits.NameOf(way), Size: null, count, failure.Message));
            }
        }
    }

    /// <summary>
    /// Judges A13 (20,000 jobs at once on one thread, for which nobody would start as many threads) or E8 (thousands of coroutines, where a
    /// thread takes megabytes).
    /// </summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim)
    {
        Func<bool, IReadOnlyList<Expectation>> expected = claim?.Id switch
        {
            "A13" => python => [.. Carries(Name(WaitingWay.EventLoop, python)), Dearer(WaitingWay.EventLoop, python)],
            "E8" => python => [Takes(Name(WaitingWay.Threads, python)), .. Runs(Name(WaitingWay.Generators, python), 1_000)],
            _ => throw WrongClaim.Of(claim!, "A13 and E8"),
        };
        string shown = claim.Id == "A13" ? "That all of the code has to become coroutines is not measured here."
            : "That a coroutine takes in values where it yields is shown in a cell and not measured.";
        return new(claim, [Verdicts.Of(InBoth.Runtime, expected(false)),
            .. Build is null ? (Verdict[])[] : [Verdicts.Of(Build.Name, expected(true))]])
        {
            LeftOut = Build is null ? $"{shown} {InBoth.NoPython}" : shown,
        };
    }

    /// <summary>The time of all waits by their number.</summary>
    public Figure TimeByWaits() =>
        Of(MostAtOnce("waited in", static cost => Say.Time(cost.Elapsed)), static cost => cost.Elapsed.TotalSeconds) with
    {
        Subtitle = "Time of so many waits at once, "
            + string.Join(", ", Costs.Select(cost => cost.Wait).Distinct()
                .Select(wait => $"each waits {Unit.Seconds.Format(wait.TotalSeconds)}")),
        Y = Axis.LogTime("from the first start to the last end"),
        Lines = [.. Costs.Select(cost => cost.Wait.TotalSeconds).Distinct().Take(1)
            .Select(wait => ReferenceLine.AtY(wait, "one wait alone"))],
    };

    /// <summary>The memory of one of them by their number, and what document 004 says of a thread.</summary>
    public Figure MemoryByWaits() => Of(
        MostAtOnce("take each", static cost => Say.Bytes(cost.BytesEach), FewestWeighed) is { Length: > 0 } told ? told
            : Invariant($"Undecided: fewer than {FewestWeighed} take too little memory to be told apart"),
        static cost => cost.BytesEach, FewestWeighed) with
    {
        Subtitle = "Memory of one of so many waits: resident pages, the tables that map them and kernel stacks",
        Y = Axis.Log("memory of one", Unit.Bytes),
        Lines = [ReferenceLine.AtY(DocumentThreadBytes, "a thread, by document 004")],
    };

    /// <summary>What was seen of the most waits of each of .NET's ways.</summary>
    private string MostAtOnce(string what, Func<WaitingCost, string> seen, int fewest = 1) => string.Join(", ", Enum.GetValues<WaitingWay>()
        .Select(way => Costs.Where(cost => cost.Way == ManyWaits.NameOf(way)).MaxBy(cost => cost.Waits)).OfType<WaitingCost>()
        .Where(cost => cost.Waits >= fewest)
        .Select((cost, number) => $"{Say.Count(cost.Waits)} {cost.Way}{(number == 0 ? $" {what}" : "")} {seen(cost)}"));

    /// <summary>All points, and what was left out.</summary>
    public Table ToTable() => Table.Of(
        "",
        Costs,
        ("what waits", cost => cost.Way),
        ("how many", cost => cost.Waits),
        ("time", cost => cost.Elapsed),
        ("beyond the wait, each", cost => cost.Overhead / cost.Waits),
        ("memory each", cost => cost.Bytes is null ? null : cost.BytesEach),
        ("of it managed heap", cost => cost.HeapBytes / cost.Waits),
        ("address space each", cost => cost.AddressBytes / cost.Waits))
        .In("memory each", Unit.Bytes).In("of it managed heap", Unit.Bytes).In("address space each", Unit.Bytes) with
    {
        Caption = string.Join(" ", LeftOut.Select(static left => $"Left out: {left.Reason}").Append(Machine.Summary)),
    };

    /// <inheritdoc/>
    public string ToHtml() => new Stack(TimeByWaits(), MemoryByWaits(), ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    /// <summary>One point; null when it was not measured.</summary>
    internal WaitingCost? Find(string way, int waits) =>
        Costs.FirstOrDefault(cost => cost.Waits == waits && string.Equals(cost.Way, way, StringComparison.Ordinal));

    /// <summary>The memory of one in times of that of a thread, at the largest number that both were measured with.</summary>
    internal Expectation Dearer(WaitingWay way, bool python, int? waits = null)
    {
        string one = Name(way, python), thread = Name(WaitingWay.Threads, python);
        var both = Costs.Where(cost => cost.Way == thread && Find(one, cost.Waits) is not null && (waits is null || cost.Waits == waits))
            .MaxBy(cost => cost.Waits);
        string left = string.Concat(LeftOut.Where(left => waits is null || left.Callers == waits).Select(left => $" {left.Reason}"));
        if (both is null)
            return Unknown($"threads were not measured with as many as {Plain(one)}",
                $"there is nothing to compare.{left} A comparison with fewer would decide.");
        double ratio = Find(one, both.Waits)!.BytesEach / both.BytesEach;
        return new Expectation(
            Invariant($"one of {both.Waits:N0} {Plain(one)} takes {{0}} the memory of a thread, which is {Unit.Bytes.Format(both.BytesEach)}"), new(ratio, ratio, ratio))
        {
            Name = "memory, of a thread's", Unit = Unit.Ratio, AtMost = 0.5, Doubt = DoubtOf(both),
        };
    }

    internal static TimeSpan CheckWait(TimeSpan wait) => wait >= TimeSpan.Zero && wait <= MaxWait
        ? wait
        : throw new ArgumentOutOfRangeException(nameof(wait), wait, Invariant($"A wait takes from 0 to {MaxWait.TotalSeconds:0} s."));

    internal static string PythonName(WaitingWay way, CPython build) => way switch
    {
        WaitingWay.EventLoop => $"tasks of asyncio, {build.Name}",
        WaitingWay.Generators => $"generators, {build.Name}",
        _ => $"threads, {build.Name}",
    };

    private static Expectation Unknown(string sentence, string doubt) =>
        new(sentence, new(double.NaN, double.NaN, double.NaN)) { Name = sentence, Doubt = doubt };

    private static string? DoubtOf(WaitingCost cost) =>
        cost.Bytes is null ? "this system does not tell what its kernel keeps for a thread; Linux does."
        : cost.Waits < FewestWeighed
            ? Invariant($"so few take too little to be told from the rest of the process. {FewestWeighed} or more would decide.")
        : null;

    private string Name(WaitingWay way, bool python) => python ? PythonName(way, Build!) : ManyWaits.NameOf(way);

    /// <summary>A way's name without the runtime's, which the verdict has.</summary>
    private static string Plain(string way) => way.Split(',')[0];

    private IEnumerable<Expectation> Carries(string way) => Runs(way, DocumentJobs);

    private IEnumerable<Expectation> Runs(string way, int least)
    {
        WaitingCost? most = Costs.Where(cost => cost.Way == way).MaxBy(cost => cost.Waits);
        if (most is null)
            return [Unknown($"{Plain(way)} were not measured", "there is nothing to judge by.")];
        Expectation ended = Expectation.Counted(
            $"{{0}} {Plain(way)} waited at once, and all had ended after {Unit.Seconds.Format(most.Elapsed.TotalSeconds)}", most.Waits)
            with { Name = "waits at once", AtLeast = least };
        return [ended with { Doubt = most.Waits < least ? Invariant($"{least:N0} would decide.") : null }];
    }

    private Expectation Takes(string threads)
    {
        WaitingCost? most = Costs.Where(cost => cost.Way == threads).MaxBy(cost => cost.Waits);
        if (most is null)
            return Unknown("threads were not measured", "there is nothing to judge by.");
        string reserves = most.AddressBytes is { } addresses ? $", and reserves {Unit.Bytes.Format(addresses / most.Waits)} of addresses"
            : "";
        return new Expectation(Invariant($"one of {most.Waits:N0} waiting threads takes {{0}} of memory{reserves}"),
            new(most.BytesEach, most.BytesEach, most.BytesEach))
        {
            Name = "memory of a thread", Unit = Unit.Bytes, AtLeast = DocumentThreadBytes / 2, Doubt = DoubtOf(most),
        };
    }

    private Figure Of(string title, Func<WaitingCost, double> y, int fewest = 1) => new(title)
    {
        Caption = Machine.Summary,
        X = Axis.Log("waits at once", Unit.Count),
        Series = [.. Costs.Where(cost => cost.Waits >= fewest && double.IsFinite(y(cost)) && y(cost) > 0)
            .GroupBy(static cost => cost.Way, StringComparer.Ordinal).Select((way, index) =>
            Line.Of(way.Key, way.OrderBy(static cost => cost.Waits), static cost => cost.Waits, y) with { Colour = index })],
    };
}
