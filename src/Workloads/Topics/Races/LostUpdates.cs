using Workloads.Charts;
using Workloads.Html;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>A counter that several threads raised, in one runtime and in one way.</summary>
/// <param name="Runtime">The runtime.</param>
/// <param name="Way">How they added 1.</param>
/// <param name="Expected">The updates that were made.</param>
/// <param name="Lost">How many of them are missing.</param>
/// <param name="RanTogether">Whether it is known that no thread ran alone: that they ran at the same time, or took turns often.</param>
internal sealed record CounterRow(string Runtime, string Way, long Expected, long Lost, bool RanTogether);

/// <summary>Lines that several threads printed, in one runtime.</summary>
/// <param name="Runtime">The runtime.</param>
/// <param name="Lines">How many.</param>
/// <param name="Wrong">How many are torn, or stand where another should.</param>
/// <param name="Shown">A few around the first that is wrong.</param>
internal sealed record PrinterRow(string Runtime, long Lines, long Wrong, IReadOnlyList<string> Shown);

/// <summary>Document 002's counter and printer (C7): two threads in a fixed time, plainly and in other ways, in every runtime.</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record LostUpdates : IDisplayable
{
    /// <param name="counters">The counters.</param>
    /// <param name="printers">The printers, plainly in each runtime.</param>
    /// <param name="builds">How many CPythons stand beside.</param>
    internal LostUpdates(IReadOnlyList<CounterRow> counters, IReadOnlyList<PrinterRow> printers, int builds) =>
        (Counters, Printers, Builds) = (counters, printers, builds);

    internal IReadOnlyList<CounterRow> Counters { get; init; }
    internal IReadOnlyList<PrinterRow> Printers { get; init; }
    internal int Builds { get; init; }

    /// <summary>The ways: the document's, one with a call between the read and the write, and two that lose nothing.</summary>
    public const string Plain = "counter += 1", WithCall = "a call in between", Locked = "with a lock", Atomic = "Interlocked.Increment";

    /// <summary>The model's two ways of looking for waiting threads.</summary>
    private const string EveryInstruction = "counter += 1, a check point before every instruction",
        AtCalls = "counter += 1, check points at calls and backward jumps";

    /// <summary>From how many turns on threads count as having taken turns.</summary>
    private const int EnoughTurns = 10;

    /// <summary>Lets two threads race in .NET, in the model and in every CPython.</summary>
    /// <param name="window">How long each race lasts, from 1 ms to 1 hour; 400 ms when left out.</param>
    /// <param name="builds">How many CPythons with a GIL stand side by side: 1 or more, evenly spread from the oldest to the newest that
    /// were found.</param>
    /// <param name="cancellationToken">Ends it; no thread and no process is left running.</param>
    /// <exception cref="PythonFailedException">A script failed, or did not answer in time.</exception>
    public static async Task<LostUpdates> MeasureAsync(TimeSpan? window = null, int builds = 3,
        CancellationToken cancellationToken = default)
    {
        TimeSpan time = Race.CheckWindow(window);
        var counters = new List<CounterRow>();
        var printers = new List<PrinterRow>();
        await Task.Run(
            () =>
            {
                foreach (var (way, make) in ((string, Func<Counter>)[])[(Plain, () => new PlainCounter()),
                    (Locked, () => new LockCounter()), (Atomic, () => new InterlockedCounter())])
                    counters.Add(Of(way, Race.Run(make, threads: 2, time, cancellationToken)));
                PrinterRace printed = PrinterRace.Run(() => new PlainPrinter(), threads: 2, time, cancellationToken);
                printers.Add(new(Peers.Net, printed.Expected, printed.Torn, printed.Around()));
                foreach (CheckPoints points in Enum.GetValues<CheckPoints>())
                    counters.Add(InModel(points, time, cancellationToken));
            },
            cancellationToken).ConfigureAwait(false);

        var pythons = await Peers.ThenAndNowAsync(builds, cancellationToken).ConfigureAwait(false);
        foreach (CPython build in pythons)
        {
            foreach (var (name, way) in ((string, string)[])[(Plain, "plain"), (WithCall, "call"), (Locked, "locked")])
            {
                PythonCount count = await RaceExperiments.Count.RunAsync(build, new { way, seconds = time.TotalSeconds },
                    cancellationToken: cancellationToken).ConfigureAwait(false);
                counters.Add(new(build.Name, name, count.Expected, count.Expected - count.Counted, count.Turns >= EnoughTurns));
            }

            PythonPrinting printed =
                await RaceExperiments.Printing.RunAsync(build, new { seconds = time.TotalSeconds }, cancellationToken: cancellationToken)
                    .ConfigureAwait(false);
            printers.Add(new(build.Name, printed.Lines, printed.Wrong, printed.Shown));
        }

        return new(counters, printers, pythons.Count);
    }

    /// <summary>C7: the counter and the printed lines come out wrong. E6: the counter does without a lock, and does not with one.</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (claim.Id is not ("C7" or "E6"))
            throw new ArgumentException($"Lost updates judge C7 and E6, and not {claim.Id}.", nameof(claim));
        return new(claim, [.. Printers.Select(
            printer => Verdicts.Of(printer.Runtime, claim.Id == "C7" ? Races(printer) : NeedsLock(printer.Runtime)))])
        {
            LeftOut = Peers.LeftOut(Builds),
        };
    }

    /// <summary>What each counter lost.</summary>
    public Table ToTable() => Table.Of(
        "",
        Counters,
        ("runtime", row => row.Runtime),
        ("way", row => row.Way),
        ("updates", row => row.Expected),
        ("lost", row => row.Lost),
        ("of all", row => (double)row.Lost / row.Expected)).In("of all", Unit.Percent) with
    {
        Caption = $"Two threads, and a fixed time for each row. {MachineFacts.Current.Summary}",
    };

    /// <summary>How many lines each runtime printed wrong, and some around the first of them.</summary>
    public Table ToPrinterTable() => Table.Of(
        "",
        Printers,
        ("runtime", row => row.Runtime),
        ("lines", row => row.Lines),
        ("wrong", row => row.Wrong),
        ("around the first wrong one", row => string.Join(" ⏎ ", row.Shown)));

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    /// <summary>That the plain counter of a runtime lost updates.</summary>
    internal Expectation PlainLoses(string runtime) => Loses(runtime, Plain);

    private IReadOnlyList<Expectation> Races(PrinterRow printer) =>
    [
        Loses(printer.Runtime, Plain),
        .. Counters.Any(row => row.Runtime == printer.Runtime && row.Way == WithCall) ? [Loses(printer.Runtime, WithCall)]
            : Array.Empty<Expectation>(),
        Expectation.Counted(Invariant($"{{0}} of {printer.Lines:N0} printed lines came out wrong"), printer.Wrong)
            with { Name = "wrong lines", AtLeast = 1, Unit = Unit.None },
    ];

    private IReadOnlyList<Expectation> NeedsLock(string runtime)
    {
        CounterRow locked = Row(runtime, Locked);
        return
        [
            Loses(runtime, Counters.Any(row => row.Runtime == runtime && row.Way == WithCall) ? WithCall : Plain),
            Expectation.Counted(Invariant($"{{0}} of {locked.Expected:N0} updates with a lock were lost"), locked.Lost)
                with { Name = "lost with a lock", AtMost = 0, Doubt = DoubtOf(locked) },
        ];
    }

    private Expectation Loses(string runtime, string way)
    {
        CounterRow row = Row(runtime, way);
        string how = way == WithCall ? "updates with a call between read and write" : $"updates by {way}";
        return Expectation.Counted(Invariant($"{{0}} of {row.Expected:N0} {how} were lost"), row.Lost)
            with { Name = $"lost, {way}", AtLeast = 1, Doubt = row.Lost > 0 ? null : DoubtOf(row) };
    }

    /// <summary>Whether a runtime raced.</summary>
    internal bool Has(string runtime) => Counters.Any(row => row.Runtime == runtime);

    private CounterRow Row(string runtime, string way) => Counters.First(row => row.Runtime == runtime && row.Way == way);

    private static string? DoubtOf(CounterRow row) =>
        row.RanTogether ? null
            : "the threads hardly ran side by side, so that this proves nothing. Run it again on a quiet machine with two cores or more.";

    private static CounterRow Of(string way, Race race) => new(Peers.Net, way, race.Expected, race.Lost, race.Contended);

    /// <summary>The stack machine's counter, with an interval so short that threads take turns often.</summary>
    private static CounterRow InModel(CheckPoints points, TimeSpan window, CancellationToken cancellationToken)
    {
        const int Slice = 100_000;
        using var host = new InterpreterHost(new() { CheckPoints = points, SwitchInterval = TimeSpan.FromMilliseconds(0.05) });
        using SubInterpreter interpreter = host.NewInterpreter(StackProgram.Counter);
        long expected = 0, start = System.Diagnostics.Stopwatch.GetTimestamp();
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            interpreter.RunAll(Invariant($"add({Slice})"), Invariant($"add({Slice})"));
            expected += 2 * Slice;
        }
        while (System.Diagnostics.Stopwatch.GetElapsedTime(start) < window);

        return new(Peers.Model, points == CheckPoints.EveryInstruction ? EveryInstruction : AtCalls, expected,
            expected - interpreter["counter"], host.Report().Switches >= EnoughTurns);
    }
}
