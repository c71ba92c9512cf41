using MathNet.Numerics.Statistics;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How each model's time and memory grow with the number of callers, and the order that fits.</summary>
/// <param name="Times">The sweep over callers; of several sizes the largest counts.</param>
/// <param name="Memory">What runs of a model with so many callers allocated on the managed heap, in bytes.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record CostOfGrowth(SweepResult Times, IReadOnlyList<(string Model, int Callers, double Bytes)> Memory) : IDisplayable
{
    private const string NotCounted =
        "Memory is what this process allocates on the managed heap while the calls run; threads' stacks and worker processes have theirs besides.";

    private const int Weighings = 3;

    /// <summary>Weighs runs of each point that a sweep has timed.</summary>
    /// <param name="times">The sweep, over several numbers of callers.</param>
    /// <param name="models">Its models, still prepared.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<CostOfGrowth> WeighAsync(SweepResult times, IEnumerable<ExecutionModel> models,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(times);
        var memory = new List<(string, int, double)>();
        foreach (ExecutionModel model in models)
        {
            foreach (TimingSummary point in Curve(times, model.Name))
            {
                for (int run = 0; run < Weighings; run++)
                {
                    long before = GC.GetTotalAllocatedBytes(precise: true);
                    await model.RunAsync(Workload.Named(point.Workload), point.Size, point.Callers, cancellationToken)
                        .ConfigureAwait(false);
                    memory.Add((model.Name, point.Callers, GC.GetTotalAllocatedBytes(precise: true) - before));
                }
            }
        }

        return new(times, memory);
    }

    /// <summary>The time by the number of callers.</summary>
    public Figure TimeFigure() => Times.TimeByCallers() with { Title = Outcome("Time", TimeWords) };

    /// <summary>The memory by the number of callers.</summary>
    public Figure MemoryFigure() => new(Outcome("Memory", model => MemoryOrder(model).Words))
    {
        Subtitle = "Allocated in a run, by callers",
        Caption = NotCounted,
        X = Axis.Log("callers", Unit.Count),
        Y = Axis.Log("allocated", Unit.Bytes),
        Series = [.. Models.Select(
            model => Line.Of(model, Weighed(model).GroupBy(point => point.X), point => point.Key,
            point => point.Select(run => run.Y).Median()) with { Colour = Palette.Of(model) })],
    };

    /// <summary>
    /// Each model's orders, what a call costs among the most callers, and the time that those it was not measured with would take.
    /// </summary>
    public Table ToTable()
    {
        int most = Times.Callers.Count == 0 ? 0 : Times.Callers[^1];
        string further = Invariant($"{most:N0} would take");
        return Table.Of(
            "",
            Models.Select(model => (Model: model, Last: Curve(Times, model)[^1], Time: TimeOrder(model), Memory: MemoryOrder(model))),
            ("model", row => row.Model),
            ("callers", row => Invariant($"{row.Time.From:N0} to {row.Time.To:N0}")),
            ("time's order", row => row.Time.Exponent.ToString("0.00")),
            ("so time grows", row => TimeWords(row.Model)),
            ("a call", row => row.Last.TimePerCall),
            ("memory's order", row => row.Memory.Exponent.ToString("0.00")),
            ("so memory grows", row => row.Memory.Words),
            ("memory a call", row => Weighed(row.Model)[^1].Y / row.Last.Callers),
            (further, row => row.Last.Callers == most ? null : Text(row.Time.At(most, row.Last.Median))))
            .In("a call", Unit.Seconds).In("memory a call", Unit.Bytes) with
        {
            Caption = string.Join(" ",
                Times.LeftOut.Select(left => left.Reason)
                    .Prepend(Times.Disturbance is { } disturbance ? $"No order of time is decided: {disturbance}" : "")
                        .Where(text => text.Length > 0).Distinct().Append(NotCounted).Append(Times.Machine.Summary)),
        };
    }

    /// <inheritdoc/>
    public string ToHtml() => new Stack(TimeFigure(), MemoryFigure(), ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    internal GrowthOrder TimeOrder(string model) => GrowthOrder.Of([.. Times.Rows
        .Where(row => row.Model == model && row.Size == Times.Sizes[^1]).Select(row => ((double)row.Callers, row.Seconds))]);

    private string TimeWords(string model) => Times.Disturbance is null ? TimeOrder(model).Words : "not decided";

    internal GrowthOrder MemoryOrder(string model) => GrowthOrder.Of(Weighed(model));

    private IEnumerable<string> Models => Memory.Select(point => point.Model).Distinct(StringComparer.Ordinal);

    private static TimingSummary[] Curve(SweepResult times, string model) =>
        [.. times.Summaries.Where(point => point.Model == model && point.Size == times.Sizes[^1]).OrderBy(point => point.Callers)];

    private static string Text(Estimate time) => double.IsFinite(time.High)
        ? $"{Unit.Seconds.Format(time.Value)} ({Unit.Seconds.Format(time.Low)} to {Unit.Seconds.Format(time.High)}), by its order"
        : "not told";

    private IReadOnlyList<(double X, double Y)> Weighed(string model) =>
        [.. Memory.Where(point => point.Model == model).Select(point => ((double)point.Callers, point.Bytes))];

    /// <summary>How many of the models grow how.</summary>
    private string Outcome(string what, Func<string, string> words) => Invariant(
        $"{what} by callers: {string.Join(", ", Models.CountBy(words).OrderByDescending(said => said.Value).Select(said => Invariant($"{said.Key} in {said.Value}")))} of {Models.Count()} models");
}
