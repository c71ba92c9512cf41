using MathNet.Numerics.Statistics;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// How long quick requests wait that come while a slow one is served: with one thread, with a thread for each connection, and
/// asynchronously, in turns, in .NET and in CPython (A10).
/// </summary>
/// <param name="Waits">The median latency of those quick requests, one number a round, from when they were due.</param>
/// <param name="Slow">How long a slow request waits in the server.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record BehindSlow(InBoth Waits, TimeSpan Slow) : IDisplayable
{
    internal static readonly string OneThread = ServerModel.OneThread.ToText(), ThreadEach = ServerModel.ThreadPerConnection.ToText();

    private const int SlowOnes = 2, LeastBehind = 5;

    /// <summary>Starts the servers and puts load on them: requests come at a fixed rate, two in each turn are slow.</summary>
    /// <param name="rate">Requests a second, from 0.1 to 100,000; five at least must come while a slow one is served.</param>
    /// <param name="slowMilliseconds">How long a slow one waits in its server, from 1 to 1,000; as long again passes until the
    /// next.</param>
    /// <param name="rounds">Rounds that count, from 1 to 1,000; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it; the servers have ended then.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range, or too few requests come while a slow one is
    /// served.</exception>
    public static async Task<BehindSlow> MeasureAsync(
        double rate = 1_000, int slowMilliseconds = 30, int rounds = InTurns.MinRounds, CancellationToken cancellationToken = default)
    {
        Bounds.Checked(slowMilliseconds, 1, 1_000, nameof(slowMilliseconds));
        Bounds.Checked(rounds, 1, 1_000, nameof(rounds));
        Bounds.Checked(rate, 0.1, 100_000, nameof(rate));
        var load = new SlowLoad(rate, slowMilliseconds);
        if (load.Behind.Count < SlowOnes * LeastBehind)
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, Invariant(
                $"While a slow request of {slowMilliseconds} ms is served, {LeastBehind} quick ones at least must come: {(LeastBehind + 1) * 1_000.0 / slowMilliseconds:N0} a second or more."));
        }

        CPython? build = (await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest;
        Turns ours = await RunAsync(load, rounds,
            async model => await new RequestServerOptions { Model = model }.StartAsync(cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        Turns? theirs = build is null ? null
            : await RunAsync(load, rounds,
                async model => await PythonRequestServer.StartAsync(build, model, cancellationToken: cancellationToken)
                    .ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return new(new(ours, theirs, build), TimeSpan.FromMilliseconds(slowMilliseconds));
    }

    /// <summary>Judges A10: one thread keeps the quick ones waiting behind a slow one, and threads do not.</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => claim?.Id == "A10" ? Waits.Judge(claim, Expected) : throw WrongClaim.Of(claim!, "A10");

    /// <inheritdoc/>
    public string ToHtml() => new Stack(Waits.ToFigure(), ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private Table ToTable() =>
        Waits.ToTable() with { Title =
            $"Quick requests that are due while one of {Unit.Seconds.Format(Slow.TotalSeconds)} is served: the median wait" };

    private Expectation[] Expected(Turns turns)
    {
        Estimate waited = turns.Took(OneThread);
        double slow = Slow.TotalSeconds;
        return
        [
            new("on one thread, quick requests that came while a slow one was served waited {0} of its time",
                new(waited.Value / slow, waited.Low / slow, waited.High / slow))
                { Name = "wait on one thread / slow request", Unit = Unit.Percent, AtLeast = 0.25, Doubt = turns.Disturbance },
            turns.Compare(ThreadEach, OneThread).AtMost(0.5)
                with { Sentence = "with a thread for each connection they waited {0} as long" },
        ];
    }

    private static async Task<Turns> RunAsync(SlowLoad load, int rounds, Func<ServerModel, Task<IServerProcess>> start,
        CancellationToken cancellationToken)
    {
        var servers = new List<IServerProcess>();
        try
        {
            var ways = new List<Way>();
            foreach (ServerModel model in Enum.GetValues<ServerModel>())
            {
                IServerProcess server = await start(model).ConfigureAwait(false);
                servers.Add(server);
                ways.Add(new(model.ToText(), token => load.MedianBehindAsync(server.Port, token)));
            }

            return await new InTurns { Ways = ways, MaxRounds = rounds, Time = InTurns.LongTime, WarmUps = 2 }.RunAsync(cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            foreach (IServerProcess server in servers)
                await server.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The load of one turn: every so many requests one is slow, and what comes in its time counts.</summary>
    internal sealed class SlowLoad
    {
        private readonly LoadOptions _options;
        private readonly Request _slow;
        private readonly int _cycle;

        public SlowLoad(double rate, int slowMilliseconds)
        {
            _slow = new(slowMilliseconds, 0);
            _cycle = Math.Max(1, (int)Math.Round(rate * 2 * slowMilliseconds / 1_000));
            _options = new() { Rate = rate, Duration = TimeSpan.FromSeconds(SlowOnes * _cycle / rate), MaxOpen = 20_000 };
            Behind = [.. Enumerable.Range(0, SlowOnes * _cycle)
                .Where(number => number % _cycle is > 0 and var place && place < _cycle / 2)];
        }

        /// <summary>The numbers of the quick requests that are due while a slow one is served.</summary>
        public IReadOnlyList<int> Behind { get; }

        public bool IsSlow(int number) => number % _cycle == 0;

        /// <summary>The median latency of those, in seconds.</summary>
        public async Task<double> MedianBehindAsync(int port, CancellationToken cancellationToken)
        {
            LoadReport report = await LoadGenerator.RunAsync(
                (number, token) => RequestClient.AskAsync(port, IsSlow(number) ? _slow : Request.Quick, token), _options, cancellationToken)
                .ConfigureAwait(false);
            return Behind.Select(number => report.ByNumber[number]).Median();
        }
    }
}
