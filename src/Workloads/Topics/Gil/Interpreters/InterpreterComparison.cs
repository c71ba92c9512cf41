using System.Diagnostics;
using Workloads.Html;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>Interpreters, or what stands for them, of one kind: their lives, and how two work side by side.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Lives">What each took to create, to run a call in a thread, and to close.</param>
/// <param name="Right">How many of these lives handed the call's outcome over rightly.</param>
/// <param name="SideBySide">The same calls in one, and in two with a thread each, in turns.</param>
/// <param name="PublicNames">The names by which a program may import them; none where only private modules have them.</param>
internal sealed record InterpreterKind(string Name, Turns Lives, int Right, Turns SideBySide, IReadOnlyList<string> PublicNames);

/// <summary>The model's interpreters, .NET's isolates, and the interpreters of each CPython that has them (A11, A12).</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record InterpreterComparison : IDisplayable
{
    /// <param name="model">The model's, a lock for each.</param>
    /// <param name="isolates">.NET's <c>AssemblyLoadContext</c>, which separates and locks nothing.</param>
    /// <param name="builds">Those of each CPython, with its version.</param>
    /// <param name="without">The builds that have none with a GIL of its own.</param>
    internal InterpreterComparison(InterpreterKind model, InterpreterKind isolates,
        IReadOnlyList<(Version Version, InterpreterKind Kind)> builds, IReadOnlyList<string> without) =>
        (Model, Isolates, Builds, Without) = (model, isolates, builds, without);

    internal InterpreterKind Model { get; init; }
    internal InterpreterKind Isolates { get; init; }
    internal IReadOnlyList<(Version Version, InterpreterKind Kind)> Builds { get; init; }
    internal IReadOnlyList<string> Without { get; init; }

    private const string Create = "create", Run = "run", Close = "close";
    private const int Size = 25;

    private static readonly Version FirstPublic = new(3, 13);

    /// <summary>Measures the model, isolates, and every CPython.</summary>
    /// <param name="lives">How many are created, run and closed: 1 or more.</param>
    /// <param name="calls">How many calls of fib(25) one CPython interpreter makes, and two share; the model makes five, and isolates forty
    /// times as many: 2 or more.</param>
    /// <param name="rounds">The most rounds in which one and two have their turns, 1 or more; fewer than <see cref="InTurns.MinRounds"/>
    /// decide nothing.</param>
    /// <param name="cancellationToken">Ends it; no thread and no process is left running.</param>
    /// <exception cref="PythonFailedException">A script failed, or did not answer in time.</exception>
    public static async Task<InterpreterComparison> MeasureAsync(int lives = 10, int calls = 20, int rounds = 9,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lives, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        var each = new LockOptions { Mode = LockMode.OneForEachInterpreter };
        using var host = new InterpreterHost(each);
        var (modelLives, modelRight) =
            Live(() => host.NewInterpreter(StackProgram.Fibonacci), static one => one.Start("fib(10)").Result, lives);
        Turns model = await ModelThreads.ComputeAsync(each, Size, ThreadsAgainstOne.ModelTimesAsFast * calls, threads: 2, rounds,
            cancellationToken).ConfigureAwait(false);
        var (isolateLives, isolateRight) = Live(static () => new Isolate(), static one => one.RunFibonacci(10), lives);
        Turns isolates = await IsolatesAsync(ThreadsAgainstOne.CompiledTimesAsFast * calls, rounds, cancellationToken)
            .ConfigureAwait(false);

        var builds = new List<(Version, InterpreterKind)>();
        var without = new List<string>();
        foreach (CPython build in await Peers.ThenAndNowAsync(int.MaxValue, cancellationToken).ConfigureAwait(false))
        {
            if (build.HasInterpreters)
                builds.Add((build.Version, await OfAsync(build, lives, calls, rounds, cancellationToken).ConfigureAwait(false)));
            else
                without.Add(build.Name);
        }

        return new(new(Peers.Model, modelLives, modelRight, model, []),
            new("AssemblyLoadContext", isolateLives, isolateRight, isolates, []), builds, without);
    }

    /// <summary>
    /// A11: interpreters with a lock each run in parallel. A12: one is created, runs a thread, hands the outcome over and is closed.
    /// </summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        IReadOnlyList<Verdict> verdicts = claim.Id switch
        {
            "A11" =>
            [
                Verdicts.Of(Model.Name, Parallel(Model)),
                .. Builds.Select(build => Verdicts.Of(
                    build.Kind.Name,
                    [Parallel(build.Kind), .. build.Version < FirstPublic ? [NoPublicName(build.Kind)] : Array.Empty<Expectation>()])),
            ],
            "A12" => [.. ((InterpreterKind[])[Model, .. Builds.Select(build => build.Kind)]).Select(
                kind => Verdicts.Of(kind.Name, HandedOver(kind)))],
            _ => throw new ArgumentException($"Interpreters judge A11 and A12, and not {claim.Id}.", nameof(claim)),
        };
        return new(claim, verdicts)
        {
            LeftOut = Without.Count > 0 ? $"There are no interpreters with a GIL of their own in {string.Join(", ", Without)}."
                : Peers.LeftOut(Builds.Count),
        };
    }

    /// <summary>A row for each kind: what a life costs, and how long two take in times of one.</summary>
    public Table ToTable() => Table.Of(
        "",
        (InterpreterKind[])[Model, Isolates, .. Builds.Select(build => build.Kind)],
        ("", kind => kind.Name),
        (Create, kind => Time(kind, Create)),
        (Run, kind => Time(kind, Run)),
        (Close, kind => Time(kind, Close)),
        ("two, in times of one", kind => Two(kind).AtLeast(0).Number)) with
    {
        Caption = $"Run: a call in a thread of it, what it imports first included. {MachineFacts.Current.Summary}",
    };

    /// <summary>What document 000 foretold, and what the builds found here have.</summary>
    public Table ToPredictions() => Table.Of(
        "",
        Builds,
        ("", build => build.Kind.Name),
        ("a GIL for each interpreter", _ => "yes, by a private module at least"),
        ("foretold: from Python not before 3.13",
            build => build.Version < FirstPublic ? "no public module yet" : "a public module from here on"),
        ("its public names", build => build.Kind.PublicNames.Count == 0 ? "none" : string.Join(", ", build.Kind.PublicNames)));

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private static Expectation Parallel(InterpreterKind kind) => Two(kind).AtMost(0.8).OnSeveralCores();

    private static IEnumerable<Expectation> AtOneTime(Turns turns) => [turns.Compare(turns.Names[^1]).AtMost(0.8).OnSeveralCores()];

    private static Expectation NoPublicName(InterpreterKind kind) =>
        Expectation.Counted("a program can import them by {0} public names", kind.PublicNames.Count)
            with { Name = "public names", AtMost = 0 };

    private static Expectation HandedOver(InterpreterKind kind)
    {
        int lives = kind.Lives.Rounds;
        return Expectation.Counted(
            Invariant($"{{0}} of {lives} interpreters ran a call in a thread, handed its outcome over, and were closed"), kind.Right)
            with { Name = "outcomes handed over", AtLeast = lives };
    }

    private static Comparison Two(InterpreterKind kind) => kind.SideBySide.Compare(kind.SideBySide.Names[^1], kind.SideBySide.Names[0]);

    private static TimeSpan Time(InterpreterKind kind, string part) => TimeSpan.FromSeconds(kind.Lives.Took(part).Value);

    private static async Task<InterpreterKind> OfAsync(CPython build, int lives, int calls, int rounds, CancellationToken cancellationToken)
    {
        PythonLives lived = await GilExperiments.Lives.RunAsync(build, new { creations = lives }, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        Turns side = await GilExperiments.SideBySide.MeasureAsync(build, new { Size, calls, rounds }, AtOneTime, cancellationToken)
            .ConfigureAwait(false);
        PythonNames names = await GilExperiments.PublicNames.RunAsync(build, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new(build.Name, new([.. lived.Took.Keys], [.. lived.Took.Values]), lived.Right, side, names.Names);
    }

    private static (Turns Lives, int Right) Live<T>(Func<T> create, Func<T, long> run, int lives)
        where T : IDisposable
    {
        List<double> created = [], ran = [], closed = [];
        int right = 0;
        for (int life = 0; life <= lives; life++)
        {
            long opening = Stopwatch.GetTimestamp();
            using T one = create();
            long running = Stopwatch.GetTimestamp();
            bool isRight = run(one) == Fibonacci.Of(10);
            long closing = Stopwatch.GetTimestamp();
            one.Dispose();
            if (life == 0)
                continue; // the first compiles what the others find compiled
            right += isRight ? 1 : 0;
            created.Add(Stopwatch.GetElapsedTime(opening, running).TotalSeconds);
            ran.Add(Stopwatch.GetElapsedTime(running, closing).TotalSeconds);
            closed.Add(Stopwatch.GetElapsedTime(closing).TotalSeconds);
        }

        return (new([Create, Run, Close], [created, ran, closed]), right);
    }

    /// <summary>
    /// One isolate and two, a thread each: nothing that they share is locked. Each has a copy of the code that nobody has compiled yet.
    /// </summary>
    private static async Task<Turns> IsolatesAsync(int calls, int rounds, CancellationToken cancellationToken)
    {
        using Isolate one = new(), other = new();
        Isolate[] both = [one, other];
        return await new InTurns
        {
            Ways = [Way.Timed("one isolate", token => Compute(1, token)), Way.Timed("2 isolates", token => Compute(2, token))],
            MaxRounds = rounds,
            WarmUps = 3,
            Decides = AtOneTime,
        }.RunAsync(cancellationToken).ConfigureAwait(false);

        Task Compute(int isolates, CancellationToken token) => Task.Run(() => OwnThreads.Run(isolates, number =>
        {
            for (int call = number; call < calls && !token.IsCancellationRequested; call += isolates)
                both[number].RunFibonacci(Size);
        }), token);
    }
}
