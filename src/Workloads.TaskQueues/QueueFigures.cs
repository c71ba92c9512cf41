using MathNet.Numerics.Statistics;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Processes;

namespace Workloads.TaskQueues;

/// <summary>
/// What a task queue moves with two worker processes and the broker on one machine: the goal <c>queue</c>, measured in rounds in
/// which each part had its turn.
/// </summary>
/// <param name="Engine">Which broker it was.</param>
/// <param name="OneByOne">Empty calls a second, one a message, each confirmed and answered; one number for each round.</param>
/// <param name="Batched">Empty calls a second, 500 a message, likewise.</param>
/// <param name="Trips">A lone call's way there and back, in seconds: each round's median.</param>
/// <param name="AgainstPool">fib(25) × 1,000 on the queue, as a multiple of the process pool's time.</param>
/// <param name="Celery">Celery over the same broker; null without it.</param>
/// <param name="CeleryName">Its name with its version, or why there is none.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
internal sealed record QueueFigures(
    string Engine, IReadOnlyList<double> OneByOne, IReadOnlyList<double> Batched, IReadOnlyList<double> Trips,
    IReadOnlyList<double> AgainstPool,
    CeleryRates? Celery, string CeleryName) : IDisplayable
{
    private const int Cores = 2, BatchSize = 500, FibonacciSize = 25, FibonacciCalls = 1_000;

    private static readonly Unit s_callsPerSecond = Unit.Of("calls/s");

    /// <summary>The figures, each with its bound.</summary>
    public IReadOnlyList<Criterion> Criteria
    {
        get
        {
            Criterion[] own =
            [
                Criterion.AtLeast("one call a message", OneByOne.Median(), 6_000, s_callsPerSecond),
                Criterion.AtLeast(Invariant($"{BatchSize} calls a message"), Batched.Median(), 1_000_000, s_callsPerSecond),
                Criterion.AtMost("a lone round trip", Trips.Median(), 2e-3, Unit.Seconds),
                Criterion.AtMost(Invariant($"fib({FibonacciSize}) × {FibonacciCalls:N0}, in times of the pool's"), AgainstPool.Median(),
                    1.3, Unit.Ratio),
            ];
            if (Celery is null)
                return own;
            return
            [
                .. own,
                Criterion.AtLeast("one call a message, in times of Celery's", OneByOne.Median() / Celery.OneByOneMedian, 10, Unit.Ratio)
                    with { Ours = s_callsPerSecond.Format(OneByOne.Median()), Peer = s_callsPerSecond.Format(Celery.OneByOneMedian) },
            ];
        }
    }

    /// <summary>All of it, as a goal's measurement.</summary>
    public GoalMeasurement Measurement =>
        new(Criteria, Celery is null ? Engine
            : $"{CeleryName} {s_callsPerSecond.Format(Celery.OneByOneMedian)}, {s_callsPerSecond.Format(Celery.BatchedMedian)} in batches")
    {
        LeftOut = Celery is null ? [CeleryName] : [],
    };

    /// <summary>Measures it, on a broker that is reached; machines of its own are started for it.</summary>
    /// <param name="broker">The engine.</param>
    /// <param name="full">Whether to take the time that the goal takes.</param>
    /// <param name="cancellationToken">Ends it; no process is left running.</param>
    /// <exception cref="InvalidOperationException">There is no broker.</exception>
    /// <exception cref="QueueFailedException">The broker fails.</exception>
    public static async Task<QueueFigures> MeasureAsync(Broker broker, bool full, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(broker);
        BrokerAddress address = broker.Address ?? throw new InvalidOperationException(broker.Description);
        CeleryPeer? celery = await CeleryPeer.FindAsync(cancellationToken).ConfigureAwait(false);
        List<double> ones = [], batches = [], trips = [], ratios = [], celeryOnes = [], celeryBatches = [];
        TemporaryFleet fleet = await TemporaryFleet.StartAsync(address, machines: 1, Cores, cancellationToken).ConfigureAwait(false);
        var pool = new ProcessPoolModel(Cores);
        await using (fleet.ConfigureAwait(false))
        await using (pool.ConfigureAwait(false))
        {
            QueueModel one = await fleet.ConnectAsync(1, cancellationToken).ConfigureAwait(false);
            QueueModel many = await fleet.ConnectAsync(BatchSize, cancellationToken).ConfigureAwait(false);
            QueueModel fitting = await fleet.ConnectAsync(null, cancellationToken).ConfigureAwait(false);
            for (int round = -1; round < (full ? 5 : 1); round++)
            {
                double rate = await RateAsync(one, 10_000).ConfigureAwait(false);
                double batched = await RateAsync(many, 1_000_000).ConfigureAwait(false);
                double trip = await TripAsync(one, 100).ConfigureAwait(false);
                double ratio = await RatioAsync(fitting).ConfigureAwait(false);
                CeleryRates? theirs = celery is null || round < 0
                    ? null
                    : await celery.MeasureAsync(address, Cores, calls: 200, batches: 30, BatchSize, rounds: 1, cancellationToken)
                        .ConfigureAwait(false);
                if (round < 0)
                    continue; // All of it is compiled now, and the messages' files are there.
                ones.Add(rate);
                batches.Add(batched);
                trips.Add(trip);
                ratios.Add(ratio);
                celeryOnes.AddRange(theirs?.OneByOne ?? []);
                celeryBatches.AddRange(theirs?.Batched ?? []);
            }
        }

        return new(broker.Description, ones, batches, trips, ratios, celery is null ? null : new(celeryOnes, celeryBatches), celery?.Name
            ?? "Celery: no CPython here has it");

        async Task<double> RateAsync(ExecutionModel model, int calls) =>
            calls / (await model.RunAsync(Workload.Nothing, 1, calls, cancellationToken).ConfigureAwait(false)).Elapsed.TotalSeconds;

        async Task<double> TripAsync(QueueModel model, int count)
        {
            var times = new List<double>();
            for (int trip = 0; trip < count; trip++)
                times.Add((await model.RunAsync(Workload.Nothing, 1, 1, cancellationToken).ConfigureAwait(false)).Elapsed.TotalSeconds);
            return times.Median();
        }

        async Task<double> RatioAsync(QueueModel model)
        {
            Run queued = await model.RunAsync(Workload.Fibonacci, FibonacciSize, FibonacciCalls, cancellationToken).ConfigureAwait(false);
            Run pooled = await pool.RunAsync(Workload.Fibonacci, FibonacciSize, FibonacciCalls, cancellationToken).ConfigureAwait(false);
            return queued.Elapsed / pooled.Elapsed;
        }
    }

    /// <inheritdoc/>
    public string ToHtml() => Table().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => Table().ToString();

    private GoalTable Table() => new([("queue", Measurement)], Python: null, MachineFacts.Current);
}
