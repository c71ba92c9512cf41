using System.Threading.Channels;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Processes;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// What it costs to start something that runs code and to wait for its end, one after the other (B2): a process, a thread, a coroutine;
/// and what small jobs cost with a thread for each, and by workers that loop over them.
/// </summary>
/// <param name="Times">What each took.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record StartCosts(InBoth Times) : IDisplayable
{
    internal const string ChildProcess = "a process", OwnThread = "a thread", Coroutine = "a coroutine", ThreadEach =
        "jobs, a thread for each", Loops = "jobs, by workers in a loop";

    /// <summary>A small job: fib of it.</summary>
    private const int Job = 15;

    private static readonly string[] Names = [ChildProcess, OwnThread, Coroutine, ThreadEach, Loops];

    /// <summary>Measures.</summary>
    /// <param name="jobs">How many small jobs: 1 to 100,000.</param>
    /// <param name="workers">How many workers share them: 1 to 64; the cores that this process may use when left out.</param>
    /// <param name="rounds">Rounds that count: 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<StartCosts> MeasureAsync(int jobs = 300, int? workers = null, int rounds = 9,
        CancellationToken cancellationToken = default)
    {
        int count = workers ?? Math.Min(Environment.ProcessorCount, 64);
        if (jobs is < 1 or > 100_000)
            throw new ArgumentOutOfRangeException(nameof(jobs), jobs, "From 1 to 100,000 jobs are run.");
        if (count is < 1 or > 64)
            throw new ArgumentOutOfRangeException(nameof(workers), workers, "From 1 to 64 workers share the jobs.");
        var ways = new InTurns
        {
            Ways =
            [
                Way.Timed(ChildProcess, static _ => RuntimeStart.MeasureAsync(1)),
                Way.Timed(OwnThread, static () => OwnThreads.Run(1, static _ => { })),
                Way.Timed(Coroutine, static () => EventLoop.Run(static async _ =>
                    { for (int start = 0; start < 1_000; start++) await OneTurnAsync().ConfigureAwait(true); })) is var many
                    ? many with { MeasureAsync = async token => await many.MeasureAsync(token).ConfigureAwait(false) / 1_000 } : many,
                Way.Timed(ThreadEach, () => { for (int job = 0; job < jobs; job++) OwnThreads.Run(1, static _ => Fibonacci.Of(Job)); }),
                Way.Timed(Loops, () => Loop(jobs, count)),
            ],
            MaxRounds = rounds, Time = InTurns.LongTime,
        };
        return new(await InBoth.MeasureAsync(ways, "start_costs", "starts",
            new { names = Names, jobs, size = Job, workers = count, rounds }, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Judges B2: processes and threads are dear to start, coroutines cheap, and workers that loop are the way out.</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => claim?.Id == "B2"
        ? Times.Judge(claim, static turns =>
        [
            Starting(turns, ChildProcess, OwnThread),
            Starting(turns, OwnThread, Coroutine),
            turns.Compare(Loops, ThreadEach).AtMost(0.9),
        ])
        : throw WrongClaim.Of(claim!, "B2");

    /// <summary>Each start, and the jobs, on a logarithmic axis.</summary>
    public Figure ToFigure() =>
        new($"{string.Join(", ", new[] { ChildProcess, OwnThread, Coroutine }.Select(name => $"{name} {Say.Time(Times.DotNet.Took(name).Value)}"))} in {InBoth.Runtime}")
    {
        Subtitle = "Started, and waited for",
        BarsAcross = true,
        Y = Axis.LogTime("time"),
        Caption = MachineFacts.Current.Summary,
        Series = [Bar(InBoth.Runtime, Times.DotNet), .. Times.Python is null ? (Series[])[] : [Bar(Times.Build!.Name, Times.Python)]],
    };

    /// <inheritdoc/>
    public string ToHtml() => new Stack(ToFigure(), Times.ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => Times.ToString();

    private static Bars Bar(string runtime, Turns turns) => new(runtime, Names, Names.Select(name => turns.Took(name).Value));

    private static Expectation Starting(Turns turns, string dear, string cheap) =>
        turns.Compare(dear, cheap).AtLeast(2) with { Sentence = $"to start {dear} takes {{0}} the time of {cheap}" };

    private static async Task OneTurnAsync() => await Task.Yield();

    private static void Loop(int jobs, int workers)
    {
        var queue = Channel.CreateUnbounded<int>();
        for (int job = 0; job < jobs; job++)
            queue.Writer.TryWrite(Job);
        queue.Writer.Complete();
        OwnThreads.Run(workers, _ =>
        {
            while (queue.Reader.TryRead(out int job))
                Fibonacci.Of(job);
        });
    }
}
