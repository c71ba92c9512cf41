using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>The same function in every runtime and setting that this machine has, in turns, each time in a new process (D6).</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record Runtimes : IDisplayable
{
    /// <param name="later">A call in the end, in seconds, by the runtimes' names; .NET as delivered is the first.</param>
    /// <param name="first">The first call, in seconds, likewise.</param>
    /// <param name="start">From a process's start to its first call, in seconds, likewise.</param>
    /// <param name="locks">Two threads against one, where threads can show a lock: <see cref="RuntimeLock"/>.</param>
    /// <param name="leftOut">What was not found, as sentences.</param>
    internal Runtimes(Turns later, Turns first, Turns start, IReadOnlyList<RuntimeLock> locks, string leftOut) =>
        (Later, First, Start, Locks, LeftOut) = (later, first, start, locks, leftOut);

    internal Turns Later { get; init; }
    internal Turns First { get; init; }
    internal Turns Start { get; init; }
    internal IReadOnlyList<RuntimeLock> Locks { get; init; }
    internal string LeftOut { get; init; }

    /// <summary>The largest Fibonacci number: CPython takes some 100 ms for it.</summary>
    public const int MaxSize = 30;

    /// <summary>CPython has nothing to warm up for long; PyPy's compiler has.</summary>
    private static readonly TimeSpan Interpreted = TimeSpan.FromSeconds(0.02), Compiled = TimeSpan.FromSeconds(0.6);

    /// <summary>Measures all settings of .NET, the newest build of each CPython, and PyPy where it is found.</summary>
    /// <param name="size">The Fibonacci number: from 1 to <see cref="MaxSize"/>. A call should take some microseconds.</param>
    /// <param name="rounds">Rounds that count: 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="builds">How many CPythons with a GIL stand side by side: 1 or more, evenly spread from the oldest to the newest that
    /// were found.</param>
    /// <param name="cancellationToken">Ends it; no process is left.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="PythonFailedException">A script failed.</exception>
    public static async Task<Runtimes> MeasureAsync(int size = 20, int rounds = InTurns.MinRounds, int builds = 3,
        CancellationToken cancellationToken = default)
    {
        Bounds.Checked(size, 1, MaxSize, nameof(size));
        var pythons = await Peers.ThenAndNowAsync(builds, cancellationToken).ConfigureAwait(false);
        CPython? pypy = PyPy.Find();
        var runs = new Dictionary<string, List<RuntimeRun>>(StringComparer.Ordinal);
        Way Of(string name, Func<CancellationToken, Task<RuntimeRun>> run) => new(name, async token =>
        {
            RuntimeRun one = await run(token).ConfigureAwait(false);
            runs.TryAdd(name, []);
            runs[name].Add(one);
            return one.Later;
        });
        Turns later = await new InTurns
        {
            Ways =
            [
                .. RuntimeSetting.All.Select(setting => Of(setting.Name, token => RuntimeRun.RunAsync(setting, size, token))),
                .. pythons.Select(build => Of(build.Name, token => RuntimeRun.RunAsync(build, size, Interpreted, token))),
                .. pypy is null ? (Way[])[] : [Of(PyPy.Name, token => RuntimeRun.RunAsync(pypy, size, Compiled, token))],
            ],
            MaxRounds = rounds, Time = InTurns.LongTime, WarmUps = 0,
        }.RunAsync(cancellationToken).ConfigureAwait(false);
        Turns Part(Func<RuntimeRun, double> part) =>
            new(later.Names, [.. later.Names.Select(name => (double[])[.. runs[name].Select(part)])], later.Disturbance);

        var locks = new List<RuntimeLock> { await RuntimeLock.OfDotNetAsync(rounds, cancellationToken).ConfigureAwait(false) };
        foreach (CPython build in await Peers.NewestAsync(cancellationToken).ConfigureAwait(false))
            locks.Add(await RuntimeLock.OfAsync(build, build.Name, rounds, cancellationToken).ConfigureAwait(false));
        string left = Peers.LeftOut(locks.Count - 1);
        if (pypy is not null)
            locks.Add(await RuntimeLock.OfAsync(pypy, PyPy.Name, rounds, cancellationToken).ConfigureAwait(false));
        else
            left = $"{left} {PyPy.LeftOut}".TrimStart();
        return new(later, Part(run => run.First), Part(run => run.Start), locks, left);
    }

    /// <summary>Judges D6: in CPython two threads that compute take as long as one, and in every other runtime they do not.</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => claim?.Id == "D6"
        ? new(claim, [.. Locks.Select(one => Verdicts.Of(one.Runtime, one.Expected))]) { LeftOut = LeftOut }
        : throw WrongClaim.Of(claim!, "D6");

    /// <summary>Each runtime in numbers, and whether it is faster than .NET as delivered in the end.</summary>
    public Table ToTable() => Table.Of(
        "",
        Later.Names,
        ("runtime or setting", name => name),
        ("later calls", name => InBoth.Text(Later.Took(name))),
        ("in times of .NET's", name => name == Later.Names[0] ? null : Later.Compare(name).AtLeast(0).Number),
        ("so it is", name => name == Later.Names[0] ? null : Word(Later.Compare(name))),
        ("first call", name => InBoth.Text(First.Took(name))),
        ("to the first call", name => InBoth.Text(Start.Took(name))),
        ("compiles", name => RuntimeSetting.All.FirstOrDefault(setting => setting.Name == name)?.Means))
        with { Caption =
        Invariant($"Medians of {Later.Rounds} processes each, with where they lie (95 %). {InBoth.Caption([Later.Disturbance])}") };

    /// <inheritdoc/>
    public string ToHtml() => new Stack(ToFigure(), ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    internal Figure ToFigure() => new(Outcome)
    {
        Subtitle = $"A call in the end, in times of “{Later.Names[0]}”",
        BarsAcross = true,
        X = new("runtime or setting"),
        Y = Axis.Log("below 1: faster", Unit.Ratio),
        Lines = [ReferenceLine.AtY(1)],
        Series = [InBoth.Bar("later calls", [.. Later.Names.Skip(1).Select(name => (name, Later.Compare(name).Ratio))])],
    };

    private string Outcome
    {
        get
        {
            var sorted = Later.Names.Skip(1).Select(name => (Name: name, Ratio: Later.Compare(name).Ratio.Value)).OrderBy(one => one.Ratio)
                .ToList();
            return sorted.Count == 0 ? $"{Later.Names[0]} alone was measured"
                : string.Join(", ", sorted.Take(1).Concat(sorted.Skip(1).TakeLast(1))
                    .Select(one => $"{one.Name}: {Unit.Ratio.Format(one.Ratio)}")) + " the time";
        }
    }

    internal static string Word(Comparison comparison) => comparison.IsFaster ? "faster" : comparison.IsSlower ? "slower" : "undecided";
}
