using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>What became of requests while one of two workers was killed.</summary>
/// <param name="Answered">Requests answered.</param>
/// <param name="AskedAgain">Attempts that failed, and were made again.</param>
/// <param name="Lost">Requests that were never answered.</param>
/// <param name="Replaced">Workers that died and were replaced.</param>
internal sealed record KilledWorker(int Answered, int AskedAgain, int Lost, int Replaced);

/// <summary>
/// Worker processes behind one port, each with one thread that computes: by their number, in turns, and with one of two killed, in
/// .NET and in CPython (B18).
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record WorkerCounts : IDisplayable
{
    /// <param name="times">The time for a request when so many workers are asked, in seconds: the load's time by the requests answered;
    /// null where no port can be shared.</param>
    /// <param name="counts">How many workers, from few to many.</param>
    /// <param name="dotNet">What a kill cost in .NET.</param>
    /// <param name="python">What it cost in CPython.</param>
    internal WorkerCounts(InBoth? times, IReadOnlyList<int> counts, KilledWorker? dotNet = null, KilledWorker? python = null) =>
        (Times, Counts, DotNet, Python) = (times, counts, dotNet, python);

    internal InBoth? Times { get; init; }
    internal IReadOnlyList<int> Counts { get; init; }
    internal KilledWorker? DotNet { get; init; }
    internal KilledWorker? Python { get; init; }

    internal const string OneAsync = "1 asynchronous process";

    /// <summary>Measures.</summary>
    /// <param name="workerCounts">How many workers: numbers from 1 to <see cref="PreforkServer.MaxWorkers"/>, 1 is added.</param>
    /// <param name="clients">Clients that each ask again when they are answered, from 1 to 1,000.</param>
    /// <param name="size">The Fibonacci number that a request computes in .NET, from 0 to <see cref="Request.MaxN"/>.</param>
    /// <param name="pythonSize">That in CPython, which computes more slowly, likewise.</param>
    /// <param name="seconds">How long the load of one turn lasts, from 0.01 to 60 s.</param>
    /// <param name="rounds">Rounds that count, from 1 to 1,000; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it; the workers have ended then.</param>
    /// <exception cref="ArgumentException">A number lies outside its range, or there is no number of workers.</exception>
    public static async Task<WorkerCounts> MeasureAsync(
        IReadOnlyList<int> workerCounts, int clients = 8, int size = 30, int pythonSize = 23, double seconds = 0.2,
        int rounds = InTurns.MinRounds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workerCounts);
        if (workerCounts.Count == 0)
            throw new ArgumentException("There must be one number of workers at least, such as 2.", nameof(workerCounts));
        int[] counts = [.. workerCounts.Select(count => Bounds.Checked(count, 1, PreforkServer.MaxWorkers, nameof(workerCounts))).Append(1)
            .Distinct().Order()];
        Bounds.Checked(clients, 1, 1_000, nameof(clients));
        Bounds.Checked(size, 0, Request.MaxN, nameof(size));
        Bounds.Checked(pythonSize, 0, Request.MaxN, nameof(pythonSize));
        Bounds.Checked(seconds, 0.01, 60, nameof(seconds));
        Bounds.Checked(rounds, 1, 1_000, nameof(rounds));
        if (!SharedPort.IsSupported)
            return new((InBoth?)null, counts);

        CPython? build = (await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest;
        (string, int, ServerModel)[] teams = [.. counts.Select(count => (Name(count), count, ServerModel.OneThread))];
        var load = new Load(clients, TimeSpan.FromSeconds(seconds), rounds, cancellationToken);
        var (ours, killed) = await load.MeasureAsync([.. teams, (OneAsync, 1, ServerModel.Async)], new(0, size),
            (count, model) => PreforkServer.StartAsync(count, model, cancellationToken)).ConfigureAwait(false);
        if (build is null)
            return new(new(ours), counts, killed);
        var (theirs, killedThere) = await load.MeasureAsync(teams, new(0, pythonSize),
            (count, model) => PreforkServer.StartAsync(build, count, model, cancellationToken)).ConfigureAwait(false);
        return new(new(ours, theirs, build), counts, killed, killedThere);
    }

    /// <summary>Judges B18: several workers answer more than one, by what the cores allow, and the end of one loses no request.</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) =>
        claim?.Id != "B18" ? throw WrongClaim.Of(claim!, "B18")
        : Times is null ? new(claim, Verdicts.Undecided(InBoth.Runtime, SharedPort.WhyNot))
        : Times.Judge(claim, turns => Expected(turns, DotNet!), turns => Expected(turns, Python!));

    /// <summary>Requests a second by the number of workers.</summary>
    public Figure ToFigure() => new(string.Join("; ", Sides.Select((side, number) =>
        $"{(number == 0 ? $"{Name(Counts[^1])} answered " : "")}{Say.Ratio(side.Turns.Compare(Name(Counts[^1])).SpeedUp.Value)}{(number == 0 ? " as many requests as one" : "")} in {side.Runtime}")))
    {
        Subtitle = "Requests a second by worker processes on one port",
        X = new("worker processes") { FromZero = true },
        Y = new("requests a second") { FromZero = true, Unit = Unit.Count },
        Caption = MachineFacts.Current.Summary,
        Series = [.. Sides.Select(side => Line.Of(side.Runtime, Counts, count => count, count => 1 / side.Turns.Took(Name(count)).Value))],
        Lines = [ReferenceLine.AtX(Environment.ProcessorCount, Invariant($"{Environment.ProcessorCount} cores, the clients' too"))],
    };

    /// <summary>What a kill cost.</summary>
    public Table ToTable() => Table.Of(
        "One of two workers killed under load",
        Sides.Zip([DotNet!, Python!], static (side, killed) => (side.Runtime, Killed: killed)),
        ("runtime", row => row.Runtime),
        ("requests answered", row => row.Killed.Answered),
        ("asked again", row => row.Killed.AskedAgain),
        ("lost", row => row.Killed.Lost),
        ("workers replaced", row => row.Killed.Replaced));

    /// <inheritdoc/>
    public string ToHtml() =>
        Times is null ? Callout.LeftOut(SharedPort.WhyNot).ToHtml() : new Stack(ToFigure(), ToTimes(Times), ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => Times is null ? SharedPort.WhyNot : $"{ToTimes(Times)}\n\n{ToTable()}";

    private static Table ToTimes(InBoth times) => times.ToTable() with { Title = "The load's time, divided by the requests answered" };

    internal static string Name(int workers) => workers == 1 ? "1 worker" : Invariant($"{workers} workers");

    private IReadOnlyList<(string Runtime, Turns Turns)> Sides => Times?.Sides ?? [];

    private Expectation[] Expected(Turns turns, KilledWorker killed) =>
    [
        Gain(turns, Environment.ProcessorCount),
        Expectation.Counted($"when one of two workers was killed, {{0}} of {Say.Count(killed.Answered + killed.Lost)} requests were lost",
            killed.Lost) with { Name = "lost by a kill", AtMost = 0 },
        Expectation.Counted("the killed worker was replaced {0} times", killed.Replaced) with { Name = "workers replaced", AtLeast = 1 },
    ];

    /// <summary>That each further worker adds half at least of what the first can do, as far as there are cores.</summary>
    internal Expectation Gain(Turns turns, int cores)
    {
        int workers = Counts.LastOrDefault(count => count > 1 && count <= cores, Counts.FirstOrDefault(count => count > 1, 1));
        if (workers == 1 || cores == 1)
        {
            Estimate alone = turns.Took(Name(1));
            return new("one worker takes {0} for a request", alone) { Name = "1 worker", Unit = Unit.Seconds, Doubt = cores == 1
                ? "there is only one core to make use of. Run it on a machine with more."
                : $"no more were tried. {Name(cores)} would decide." };
        }

        Comparison compared = turns.Compare(Name(workers), Name(1));
        Expectation gain = new($"{Name(workers)} answered {{0}} as many requests as one in the same time", compared.SpeedUp)
        {
            Name = $"requests by {Name(workers)} / by 1", Unit = Unit.Ratio, AtLeast = 1 + (Math.Min(workers, cores) - 1) / 2.0,
            Noise = compared.Noise,
        };
        return gain with
        {
            Doubt = compared.Disturbance ?? (gain.Ruling != Ruling.Holds && cores <= workers + 1
                ? Invariant($"the clients ran on the same {cores} cores as the workers. A machine with more cores, or requests that compute more, would decide.")
                : null),
        };
    }

    /// <summary>The load that is put on each team of workers.</summary>
    private sealed record Load(int Clients, TimeSpan Duration, int Rounds, CancellationToken CancellationToken)
    {
        private static readonly TimeSpan ReplacementTime = TimeSpan.FromSeconds(20);

        public async Task<(Turns Turns, KilledWorker Killed)> MeasureAsync(
            IReadOnlyList<(string Name, int Workers, ServerModel Model)> teams, Request request,
            Func<int, ServerModel, Task<PreforkServer>> start)
        {
            var servers = new List<PreforkServer>();
            try
            {
                var ways = new List<Way>();
                foreach (var (name, workers, model) in teams)
                {
                    PreforkServer server = await start(workers, model).ConfigureAwait(false);
                    servers.Add(server);
                    ways.Add(new(name, async _ =>
                    {
                        var (load, _) = await RunAsync(server.Port, request, Duration).ConfigureAwait(false);
                        return load.Elapsed.TotalSeconds / Math.Max(1, load.Answered);
                    }));
                }

                Turns turns = await new InTurns
                {
                    Ways = ways,
                    MaxRounds = Rounds,
                    Time = InTurns.LongTime,
                    Decides = TwoGain
                }.RunAsync(CancellationToken).ConfigureAwait(false);
                PreforkServer two = await start(2, ServerModel.OneThread).ConfigureAwait(false);
                servers.Add(two);
                return (turns, await KillAsync(two, request).ConfigureAwait(false));
            }
            finally
            {
                foreach (PreforkServer server in servers)
                    await server.DisposeAsync().ConfigureAwait(false);
            }
        }

        private static IEnumerable<Expectation> TwoGain(Turns turns) =>
            turns.Names.Contains(Name(2)) ? [turns.Compare(Name(2), Name(1)).AtMost(1 / 1.5)] : [];

        private async Task<KilledWorker> KillAsync(PreforkServer server, Request request)
        {
            TimeSpan duration = 3 * Duration;
            var running = RunAsync(server.Port, request, duration);
            await Task.Delay(duration / 3, CancellationToken).ConfigureAwait(false);
            server.KillOne();
            var (load, askedAgain) = await running.ConfigureAwait(false);
            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            while (server.Replaced == 0 && System.Diagnostics.Stopwatch.GetElapsedTime(start) < ReplacementTime)
                await Task.Delay(5, CancellationToken).ConfigureAwait(false);
            return new(load.Answered, askedAgain, load.Failed, server.Replaced);
        }

        private async Task<(ClosedLoopReport Load, int AskedAgain)> RunAsync(int port, Request request, TimeSpan duration)
        {
            int askedAgain = 0;
            ClosedLoopReport load = await ClosedLoop.RunAsync(
                Clients,
                duration,
                async (_, token) => Interlocked.Add(ref askedAgain,
                    (await PatientRequest.AskAsync(port, request, cancellationToken: token).ConfigureAwait(false)).FailedAttempts),
                CancellationToken).ConfigureAwait(false);
            return (load, askedAgain);
        }
    }
}
