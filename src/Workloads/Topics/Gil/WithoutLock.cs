using Workloads.Html;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Processes;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// The same calls on one thread, on threads that no lock keeps apart, and in worker processes (A14). Threads and processes start
/// within the time.
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record WithoutLock : IDisplayable
{
    /// <param name="runtimes">.NET, and every CPython that runs without a GIL: what each way took, in turns.</param>
    internal WithoutLock(IReadOnlyList<(string Runtime, Turns Took)> runtimes) => Runtimes = runtimes;

    internal IReadOnlyList<(string Runtime, Turns Took)> Runtimes { get; init; }

    private const string OneThread = "one thread", Threads = "threads", Processes = "processes";

    /// <summary>So many times the work of a CPython takes compiled code about as long.</summary>
    private const int CompiledTimesAsFast = 40;

    /// <summary>Measures .NET, and every free-threaded CPython that was found.</summary>
    /// <param name="fibNumber">The fibonacci number.</param>
    /// <param name="callers">How often .NET computes it; a CPython does so a fortieth as often: 40 or more.</param>
    /// <param name="rounds">The most rounds, 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it; no thread and no process is left running.</param>
    /// <exception cref="PythonFailedException">A script failed, or did not answer in time.</exception>
    public static async Task<WithoutLock> MeasureAsync(int fibNumber = 25, int callers = 1_000, int rounds = 9,
        CancellationToken cancellationToken = default)
    {
        if (callers < CompiledTimesAsFast)
            throw new ArgumentOutOfRangeException(nameof(callers), callers,
                Invariant($"There must be {CompiledTimesAsFast} callers or more."));
        CPythons found = await CPythons.FindAsync(cancellationToken).ConfigureAwait(false);
        var runtimes = new List<(string, Turns)>
        {
            (Peers.Net, await InTurnsAsync(new(Workload.Fibonacci, fibNumber, callers), rounds, () => new SequentialModel(),
                () => new ChannelWorkersModel(), () => new ProcessPoolModel(), cancellationToken).ConfigureAwait(false)),
        };
        foreach (CPython build in found.Builds.Where(build => build.Gil == GilState.Off))
        {
            runtimes.Add((build.Name, await InTurnsAsync(
                new(Workload.Fibonacci, fibNumber, callers / CompiledTimesAsFast),
                rounds,
                () => new PythonModel(build, PythonPool.OneThread),
                () => new PythonModel(build, PythonPool.Threads, startInside: true),
                () => new PythonModel(build, PythonPool.Processes, startInside: true),
                cancellationToken).ConfigureAwait(false)));
        }

        return new(runtimes);
    }

    /// <summary>A14: without the lock threads do parallel work, and more cheaply than processes.</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (claim.Id != "A14")
            throw new ArgumentException($"Threads without a lock judge A14, and not {claim.Id}.", nameof(claim));
        return new(claim, [.. Runtimes.Select(runtime => Verdicts.Of(
            runtime.Runtime,
            [.. Expected(runtime.Took)]))])
        {
            LeftOut = Runtimes.Count > 1 ? "" : "No CPython that runs without a GIL was found.",
        };
    }

    private static IEnumerable<Expectation> Expected(Turns took) =>
        [took.Compare(Threads, OneThread).AtMost(0.75).OnSeveralCores(), took.Compare(Threads, Processes).AtMost(0.8).OnSeveralCores()];

    /// <summary>What each way took.</summary>
    public Table ToTable() => Table.Of(
        "",
        Runtimes.SelectMany(runtime => runtime.Took.Names.Select(way => (runtime.Runtime, runtime.Took, Way: way))),
        ("runtime", row => row.Runtime),
        ("way", row => row.Way),
        ("took", row => TimeSpan.FromSeconds(row.Took.Took(row.Way).Value)),
        ("in times of one thread", row => row.Way == OneThread ? null : row.Took.Compare(row.Way, OneThread).AtLeast(0).Number)) with
    {
        Caption = $"Threads and processes start within the time. {MachineFacts.Current.Summary}",
    };

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private static Task<Turns> InTurnsAsync(
        Calls calls, int rounds, Func<ExecutionModel> one, Func<ExecutionModel> threads, Func<ExecutionModel> processes,
        CancellationToken cancellationToken)
    {
        return new InTurns
        {
            Ways = [Of(OneThread, one), Of(Threads, threads), Of(Processes, processes)],
            MaxRounds = rounds,
            Time = InTurns.LongTime,
            Decides = Expected
        }
            .RunAsync(cancellationToken);

        // A model is made anew each time, so that its workers' start is within the time.
        Way Of(string name, Func<ExecutionModel> make) => new(name, async token =>
        {
            ExecutionModel model = make();
            await using (model.ConfigureAwait(false))
            {
                if (model is PythonModel)
                    return (await model.RunAsync(calls, cancellationToken: token).ConfigureAwait(false)).Elapsed.TotalSeconds;
                long start = System.Diagnostics.Stopwatch.GetTimestamp();
                await model.RunAsync(calls, cancellationToken: token).ConfigureAwait(false);
                return System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
            }
        });
    }
}
