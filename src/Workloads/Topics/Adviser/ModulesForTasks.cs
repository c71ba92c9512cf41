using Workloads.Html;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Processes;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// Which module for which task (D7): the same waits one after the other, on one thread's event loop and by threads; the same computations
/// by
/// one thread, by threads and by processes; and what it costs to start both kinds of pool and to talk to them.
/// </summary>
/// <param name="Times">What each took.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record ModulesForTasks(InBoth Times) : IDisplayable
{
    internal const string InTurn = "waits, one after the other", OnLoop = "waits, on an event loop", ByThreads = "waits, by threads",
        Alone = "computing, one thread", Threads = "computing, threads", Processes = "computing, processes",
        ThreadsStart = "starting a pool of threads", ProcessesStart = "starting a pool of processes",
        ThreadsTalk = "a call to a thread", ProcessesTalk = "a call to a process";

    private static readonly string[] Names =
        [InTurn, OnLoop, ByThreads, Alone, Threads, Processes, ThreadsStart, ProcessesStart, ThreadsTalk, ProcessesTalk];

    /// <summary>Measures.</summary>
    /// <param name="calls">How many waits, and how many computations: 2 to 1,000.</param>
    /// <param name="waitMilliseconds">How long each waits: 1 to 10,000.</param>
    /// <param name="fibSize">What each computes in .NET: fib of it, 0 to 40.</param>
    /// <param name="pythonFibSize">The same in CPython.</param>
    /// <param name="rounds">Rounds that count: 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<ModulesForTasks> MeasureAsync(int calls = 20, int waitMilliseconds = 10, int fibSize = 29,
        int pythonFibSize = 20,
        int rounds = InTurns.MinRounds, CancellationToken cancellationToken = default)
    {
        Bounds.Checked(calls, 2, 1_000, nameof(calls));
        Bounds.Checked(waitMilliseconds, 1, 10_000, nameof(waitMilliseconds));
        Bounds.Checked(fibSize, 0, 40, nameof(fibSize));
        Bounds.Checked(pythonFibSize, 0, 40, nameof(pythonFibSize));
        int workers = Math.Clamp(Environment.ProcessorCount, 2, 64);
        using var threads = new ThreadExecutor(workers);
        var processes = new ProcessPoolModel(workers);
        await using (processes.ConfigureAwait(false))
        {
            await processes.PrepareAsync(cancellationToken).ConfigureAwait(false);
            ProcessPool pool = processes.Pool!;
            var turns = new InTurns
            {
                Ways =
                [
                    Run(InTurn, new SequentialModel(), Workload.Wait, waitMilliseconds),
                    Run(OnLoop, new EventLoopModel(), Workload.Wait, waitMilliseconds),
                    Run(ByThreads, new DedicatedThreadsModel(), Workload.Wait, waitMilliseconds),
                    Run(Alone, new SequentialModel(), Workload.Fibonacci, fibSize),
                    Run(Threads, new ChannelWorkersModel(workers), Workload.Fibonacci, fibSize),
                    Run(Processes, processes, Workload.Fibonacci, fibSize),
                    Way.Timed(ThreadsStart, async token =>
                    {
                        using var started = new ThreadExecutor(workers);
                        await started.Submit(static () => 0, token).ConfigureAwait(false);
                    }),
                    Way.Timed(ProcessesStart, async token =>
                    {
                        ProcessPool started = await ProcessPool.StartAsync(workers, token).ConfigureAwait(false);
                        await using (started.ConfigureAwait(false))
                            await started.CallAsync(Workload.Nothing, 0, cancellationToken: token).ConfigureAwait(false);
                    }),
                    Way.Timed(ThreadsTalk, async token => await threads.Submit(static () => 0, token).ConfigureAwait(false)),
                    Way.Timed(ProcessesTalk, token => pool.CallAsync(Workload.Nothing, 0, cancellationToken: token)),
                ],
                MaxRounds = rounds, Time = InTurns.LongTime, WarmUps = 2, Decides = Expected,
            };
            object arguments = new { names = Names, calls, milliseconds = waitMilliseconds, size = pythonFibSize, workers, rounds };
            return new(await InBoth.MeasureAsync(turns, "adviser", "modules", arguments, cancellationToken).ConfigureAwait(false));
        }

        Way Run(string name, ExecutionModel model, Workload workload, long size) =>
            new(name, async token => (await model.RunAsync(workload, size, calls, token).ConfigureAwait(false)).Elapsed.TotalSeconds);
    }

    /// <summary>
    /// Judges D7: an event loop or threads where tasks wait, processes where they compute, which cost more to start and to talk to.
    /// </summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => claim?.Id == "D7" ? Times.Judge(claim, Expected) : throw WrongClaim.Of(claim!, "D7");

    /// <summary>What each took, in both runtimes.</summary>
    public Table ToTable() => Times.ToTable();

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private static IReadOnlyList<Expectation> Expected(Turns turns) =>
    [
        (turns.Compare(Processes, Threads).AtMost(0.8)
            with { Sentence = "processes that compute take {0} the time of threads" }).OnSeveralCores(),
        turns.Compare(OnLoop, InTurn).AtMost(0.5) with { Sentence = "waits on an event loop take {0} the time of one after the other" },
        turns.Compare(ByThreads, InTurn).AtMost(0.5) with { Sentence = "by threads {0}" },
        turns.Compare(ProcessesStart, ThreadsStart).AtLeast(1.5)
            with { Sentence = "a pool of processes takes {0} the time of a pool of threads to start" },
        turns.Compare(ProcessesTalk, ThreadsTalk).AtLeast(1.2)
            with { Sentence = "a call to a process takes {0} the time of one to a thread" },
    ];
}
