using MathNet.Numerics.Statistics;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Show;

namespace Workloads.TaskQueues;

/// <summary>
/// Empty calls a second over a queue, by how many of them travel in one message (B19): what a message costs is shared by its calls.
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record MessageSizes : IDisplayable
{
    /// <param name="points">The points, by their number of calls a message.</param>
    /// <param name="celery">Celery's rates over the same broker, one call a message and as many as the most here; null without it.</param>
    /// <param name="celeryName">Its name, or why there is none.</param>
    /// <param name="leftOut">Why nothing was measured; empty when it was.</param>
    internal MessageSizes(IReadOnlyList<MessageSizePoint> points, CeleryRates? celery, string celeryName, string leftOut = "") =>
        (Points, Celery, CeleryName, LeftOut) = (points, celery, celeryName, leftOut);

    internal IReadOnlyList<MessageSizePoint> Points { get; init; }
    internal CeleryRates? Celery { get; init; }
    internal string CeleryName { get; init; }
    internal string LeftOut { get; init; }

    private static readonly Unit s_callsPerSecond = Unit.Of("calls/s");

    /// <summary>How many messages a second the broker and two cores' machines move when each holds one call: the ceiling of all.</summary>
    public double MessagesPerSecond =>
        Points.Where(point => point.CallsPerMessage == Points[0].CallsPerMessage)
            .Select(point => point.CallsPerSecond / point.CallsPerMessage).Median();

    /// <summary>Measures it in rounds, with Celery beside it where it is found.</summary>
    /// <param name="broker">The engine; without a broker all is left out.</param>
    /// <param name="callsPerMessage">The numbers of calls a message, each 1 to 65,536.</param>
    /// <param name="messages">How many messages a point sends.</param>
    /// <param name="rounds">How many rounds.</param>
    /// <param name="cancellationToken">Ends it; no process is left running.</param>
    public static async Task<MessageSizes> MeasureAsync(
        Broker broker, IReadOnlyList<int> callsPerMessage, int messages, int rounds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(broker);
        ArgumentNullException.ThrowIfNull(callsPerMessage);
        if (callsPerMessage.Count == 0 || messages < 1 || rounds < 1)
            throw new ArgumentException("It takes one number of calls a message, one message and one round at least.");
        if (broker.Address is not { } address)
            return new([], null, "", broker.Description);

        const int Cores = 2;
        CeleryPeer? celery = await CeleryPeer.FindAsync(cancellationToken).ConfigureAwait(false);
        var points = new List<MessageSizePoint>();
        TemporaryFleet fleet = await TemporaryFleet.StartAsync(address, 1, Cores, cancellationToken).ConfigureAwait(false);
        await using (fleet.ConfigureAwait(false))
        {
            var models = new List<(int Calls, QueueModel Model)>();
            foreach (int calls in callsPerMessage.Distinct().Order())
                models.Add((calls, await fleet.ConnectAsync(calls, cancellationToken).ConfigureAwait(false)));
            for (int round = -1; round < rounds; round++)
            {
                foreach ((int calls, QueueModel model) in models)
                {
                    int count = (int)Math.Min(Calls.MaxCallers, (long)messages * calls);
                    Run run = await model.RunAsync(Workload.Nothing, 1, count, cancellationToken).ConfigureAwait(false);
                    if (round >= 0) // the first round compiles it all
                        points.Add(new(calls, count / run.Elapsed.TotalSeconds));
                }
            }
        }

        CeleryRates? rates = celery is null
            ? null
            : await celery.MeasureAsync(address, Cores, calls: Math.Max(1, messages / 20), batches: Math.Max(1, messages / 100),
                callsPerMessage.Max(), rounds, cancellationToken).ConfigureAwait(false);
        return new([.. points.OrderBy(point => point.CallsPerMessage)], rates, celery?.Name
            ?? "Celery is not here: no CPython of this machine has it.");
    }

    /// <summary>Calls a second against calls a message, both in powers of ten.</summary>
    public Figure ToFigure() =>
        new(string.Join(", ",
            new[] { Groups()[0], Groups()[^1] }.Distinct()
                .Select(group => $"{s_callsPerSecond.Format(group.Rate)} with {Say.Count(group.Calls)} a message")))
    {
        Subtitle = "Calls a second, by calls a message: two worker processes, each message confirmed and answered",
        Caption = $"{MachineFacts.Current.Summary}{(Celery is null ? $". {CeleryName}" : "")}",
        X = Axis.Log("calls a message"),
        Y = Axis.Log("calls a second") with { Unit = Unit.Count },
        Series =
        [
            Line.Of("queue", Groups(), group => group.Calls, group => group.Rate, group => group.Low, group => group.High),
            .. Celery is null
                ? Array.Empty<Series>()
                : [new Line(CeleryName, (1, Celery.OneByOneMedian), (Points[^1].CallsPerMessage, Celery.BatchedMedian))],
        ],
    };

    /// <summary>A row for each number of calls a message.</summary>
    public Table ToTable() => Table.Of(
        "",
        Groups(),
        ("calls a message", group => group.Calls),
        ("calls a second", group => s_callsPerSecond.Format(group.Rate)),
        ("a call takes", group => TimeSpan.FromSeconds(1 / group.Rate)),
        (CeleryName, group => CeleryAt(group.Calls) is { } rate ? s_callsPerSecond.Format(rate) : null));

    /// <inheritdoc/>
    public string ToHtml() => LeftOut.Length > 0 ? Callout.LeftOut(LeftOut).ToHtml() : ToFigure().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => LeftOut.Length > 0 ? Callout.LeftOut(LeftOut).ToString() : ToTable().ToString();

    private double? CeleryAt(int calls) =>
        Celery is null ? null : calls == 1 ? Celery.OneByOneMedian : calls == Points[^1].CallsPerMessage ? Celery.BatchedMedian : null;

    private IReadOnlyList<(int Calls, double Rate, double Low, double High)> Groups() =>
    [
        .. Points.GroupBy(point => point.CallsPerMessage, point => point.CallsPerSecond)
            .Select(group => (group.Key, group.Median(), group.LowerQuartile(), group.UpperQuartile())),
    ];
}

/// <summary>One run of a number of calls a message.</summary>
/// <param name="CallsPerMessage">The calls in each message.</param>
/// <param name="CallsPerSecond">How many of them came back a second.</param>
internal sealed record MessageSizePoint(int CallsPerMessage, double CallsPerSecond);
