using Workloads.Html;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>What the lock costs a program with one thread, and one with two that compute (D2).</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record OneThreadPrice : IDisplayable
{
    /// <param name="checkPoints">The model: compiled fibonacci without the lock's check points, and with them.</param>
    /// <param name="model">The model's stack machine: one thread and two.</param>
    /// <param name="pythons">Each other interpreter: one thread, one beside another that waits, and two, and whether it is known to have a
    /// GIL.</param>
    /// <param name="leftOut">What was not found, as sentences.</param>
    internal OneThreadPrice(Turns checkPoints, Turns model, IReadOnlyList<(string Runtime, bool HasGil, Turns Took)> pythons,
        string leftOut) =>
        (CheckPoints, Model, Pythons, LeftOut) = (checkPoints, model, pythons, leftOut);

    internal Turns CheckPoints { get; init; }
    internal Turns Model { get; init; }
    internal IReadOnlyList<(string Runtime, bool HasGil, Turns Took)> Pythons { get; init; }
    internal string LeftOut { get; init; }

    /// <summary>The ways of <see cref="CheckPoints"/>.</summary>
    public const string Plain = "calls without check points", Checked = "calls with check points";

    private const string OneThread = "one thread", BesideWaiting = "one thread beside a waiting one";

    /// <summary>Measures the model, the newest CPython, and PyPy where there is one.</summary>
    /// <param name="calls">How many calls of fib(25) a CPython makes; others make more: 2 or more.</param>
    /// <param name="rounds">The most rounds, 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it; no thread and no process is left running.</param>
    /// <exception cref="PythonFailedException">A script failed, or did not answer in time.</exception>
    public static async Task<OneThreadPrice> MeasureAsync(int calls = 20, int rounds = 12, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        const int Size = 25, Threads = 2;
        Turns points = await OfCheckPointsAsync(Size, ThreadsAgainstOne.CompiledTimesAsFast * calls, rounds, cancellationToken)
            .ConfigureAwait(false);
        Turns model = await ModelThreads.ComputeAsync(new(), Size, ThreadsAgainstOne.ModelTimesAsFast * calls, Threads, rounds,
            cancellationToken).ConfigureAwait(false);

        var pythons = new List<(string, bool, Turns)>();
        foreach (CPython build in await Peers.NewestAsync(cancellationToken).ConfigureAwait(false))
            pythons.Add((build.Name, build.Gil != GilState.Off,
                await GilExperiments.Computing.MeasureAsync(build, new { Size, calls, Threads, rounds }, Decides, cancellationToken)
                    .ConfigureAwait(false)));
        string left = Peers.LeftOut(pythons.Count);
        if (PyPy.Find() is { } pypy)
            pythons.Add((PyPy.Name, true,
                await GilExperiments.Computing.MeasureAsync(pypy, new { Size, calls = PyPy.TimesAsFast * calls, Threads, rounds },
                    cancellationToken).ConfigureAwait(false)));
        else
            left = $"{left} {PyPy.LeftOut}".TrimStart();
        return new(points, model, pythons, left);
    }

    private static IEnumerable<Expectation> Decides(Turns turns) =>
        [turns.Compare(BesideWaiting, OneThread).AtMost(Hardly), Last(turns).AtLeast(Bottleneck)];

    /// <summary>Compiled fibonacci calls without the lock's check points and with them.</summary>
    /// <param name="size">The fibonacci number.</param>
    /// <param name="callers">How many calls are timed together: 1 or more.</param>
    /// <param name="rounds">The most rounds, 1 or more.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal static async Task<Turns> OfCheckPointsAsync(long size, int callers, int rounds, CancellationToken cancellationToken)
    {
        var calls = new Calls(Workload.Fibonacci, size, callers);
        ExecutionModel plain = new SequentialModel(), with = new InterpreterModel(code: InterpreterCode.Compiled, workers: 1);
        await WarmUp.RunAsync([plain, with], calls.Workload, [Reference.Of(calls.Workload, size, cancellationToken)], callers,
            WarmUp.DefaultTime, static () => { }, cancellationToken).ConfigureAwait(false);
        return await new InTurns
        {
            Ways = [Of(Plain, plain), Of(Checked, with)],
            MaxRounds = rounds,
            Precision = 0.01,
            Time = TimeSpan.FromSeconds(20),
            Decides = static turns => [turns.Compare(Checked, Plain).AtMost(Hardly)]
        }
            .RunAsync(cancellationToken).ConfigureAwait(false);

        Way Of(string name, ExecutionModel model) =>
            new(name, async token =>
                (await model.RunAsync(calls, cancellationToken: token).ConfigureAwait(false)).Elapsed.TotalSeconds / callers);
    }

    /// <summary>D2: a bottleneck for threads that compute, and next to nothing for one thread.</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (claim.Id != "D2")
            throw new ArgumentException($"The price of one thread judges D2, and not {claim.Id}.", nameof(claim));
        return new(claim,
        [
            Verdicts.Of(Peers.Model, CheckPoints.Compare(Checked, Plain).AtMost(Hardly), Last(Model).OneAtATime(Bottleneck, hasLock: true)),
            .. Pythons.Select(python => Verdicts.Of(
                python.Runtime,
                python.Took.Compare(BesideWaiting, OneThread).AtMost(Hardly),
                Last(python.Took).OneAtATime(Bottleneck, hasLock: python.HasGil))),
        ])
        {
            LeftOut = LeftOut,
        };
    }

    /// <summary>What one thread pays, and what two gain.</summary>
    public Table ToTable() => Table.Of<(string Runtime, string Way, Comparison Compared)>(
        "",
        [
            (Peers.Model, Checked, CheckPoints.Compare(Checked, Plain)),
            (Peers.Model, Model.Names[^1], Last(Model)),
            .. Pythons.SelectMany(python => python.Took.Names.Skip(1).Select(way => (python.Runtime, way, python.Took.Compare(way)))),
        ],
        ("runtime", row => row.Runtime),
        ("", row => row.Way),
        ("in times of", row => row.Compared.Than),
        ("ratio", row => row.Compared.AtLeast(0).Number),
        ("rounds", row => row.Compared.Rounds)) with { Caption = MachineFacts.Current.Summary };

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    /// <summary>One thread hardly notices what adds less than this.</summary>
    private const double Hardly = 1.15;

    /// <summary>Two threads are a bottleneck when they take no less of one's time than this.</summary>
    private const double Bottleneck = 0.9;

    private static Comparison Last(Turns turns) => turns.Compare(turns.Names[^1], turns.Names[0]);
}
