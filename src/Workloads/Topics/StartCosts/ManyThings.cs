using Workloads.Html;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// Waits one after the other and on one thread's event loop; computations on one thread and on several (B1): dealing with many things,
/// and doing many at once.
/// </summary>
/// <param name="Times">What each took.</param>
/// <param name="Waits">How many waits, and how many computations.</param>
/// <param name="Workers">How many threads computed.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record ManyThings(InBoth Times, int Waits, int Workers) : IDisplayable
{
    internal const string InTurn = "waits, one after the other", OnLoop = "waits, on one thread's event loop", Alone =
        "computations, one thread", Threads = "computations, several threads";

    private static readonly string[] Names = [InTurn, OnLoop, Alone, Threads];

    /// <summary>Measures.</summary>
    /// <param name="waits">How many waits, and how many computations: 2 to 10,000.</param>
    /// <param name="waitMilliseconds">How long each waits: 1 to 10,000.</param>
    /// <param name="fibSize">What each computes in .NET: fib of it, 0 to 40.</param>
    /// <param name="pythonFibSize">The same in CPython.</param>
    /// <param name="workers">
    /// How many threads compute: 1 to 64; the cores that this process may use, and at least two, when left out.
    /// </param>
    /// <param name="rounds">Rounds that count: 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<ManyThings> MeasureAsync(
        int waits = 6, int waitMilliseconds = 10, int fibSize = 30, int pythonFibSize = 22, int? workers = null, int rounds = 9,
            CancellationToken cancellationToken = default)
    {
        int count = workers ?? Math.Clamp(Environment.ProcessorCount, 2, 64);
        if (waits is < 2 or > 10_000)
            throw new ArgumentOutOfRangeException(nameof(waits), waits, "From 2 to 10,000 things are dealt with.");
        if (waitMilliseconds is < 1 or > 10_000)
            throw new ArgumentOutOfRangeException(nameof(waitMilliseconds), waitMilliseconds, "Each waits from 1 to 10,000 ms.");
        if (Math.Min(fibSize, pythonFibSize) < 0 || Math.Max(fibSize, pythonFibSize) > 40)
            throw new ArgumentOutOfRangeException(nameof(fibSize), fibSize, "Each computes fib of 0 to 40.");
        if (count is < 1 or > 64)
            throw new ArgumentOutOfRangeException(nameof(workers), workers, "From 1 to 64 threads compute.");
        var ways = new InTurns
        {
            Ways =
            [
                Run(InTurn, new SequentialModel(), Workload.Wait, waitMilliseconds),
                Run(OnLoop, new EventLoopModel(), Workload.Wait, waitMilliseconds),
                Run(Alone, new SequentialModel(), Workload.Fibonacci, fibSize),
                Run(Threads, new ChannelWorkersModel(count), Workload.Fibonacci, fibSize),
            ],
            MaxRounds = rounds, Time = InTurns.LongTime,
            Decides = static turns =>
                [turns.Compare(OnLoop, InTurn).AtMost(0.75), turns.Compare(Threads, Alone).AtMost(0.9).OnSeveralCores()],
        };
        object arguments = new { names = Names, waits, milliseconds = waitMilliseconds, size = pythonFibSize, workers = count, rounds };
        return new(await InBoth.MeasureAsync(ways, "start_costs", "many_things", arguments, cancellationToken).ConfigureAwait(false),
            waits, count);

        Way Run(string name, ExecutionModel model, Workload workload, long size) =>
            new(name, async token => (await model.RunAsync(workload, size, waits, token).ConfigureAwait(false)).Elapsed.TotalSeconds);
    }

    /// <summary>Judges B1: one thread deals with many waits at once, and whether threads also compute at once is another matter.</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => claim?.Id == "B1"
        ? Times.Judge(claim, ours => [Concurrent(ours), Told(ours.Compare(Threads, Alone).AtMost(0.9))], theirs =>
            [Concurrent(theirs), Told(theirs.Compare(Threads, Alone) is var told && Times.Build!.Gil == Python.GilState.Off
                ? told.AtMost(0.9) : told.AtLeast(0.9))])
        : throw WrongClaim.Of(claim!, "B1");

    /// <inheritdoc/>
    public string ToHtml() => Times.ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => Times.ToString();

    private Expectation Concurrent(Turns turns) => turns.Compare(OnLoop, InTurn).AtMost(0.75)
        with { Sentence = Invariant($"one thread deals with {Waits} waits in {{0}} the time of one after the other") };

    private Expectation Told(Expectation threads) => threads with
    {
        Sentence = Invariant($"{Workers} threads that compute take {{0}} the time of one"),
        Doubt = Environment.ProcessorCount == 1 ? "there is one core. A machine with two would decide." : Workers == 1
            ? "one thread computes beside nobody. Two or more would decide." : threads.Doubt,
    };
}
