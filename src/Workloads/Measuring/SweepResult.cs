using Workloads.Charts;
using Workloads.Html;
using Workloads.Show;

namespace Workloads.Measuring;

/// <summary>What came out of a sweep: raw rows first, and everything else derived from them.</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed partial class SweepResult : IDisplayable
{
    /// <summary>The model that all others are compared with, each within its runtime.</summary>
    internal const string Sequential = "sequential";

    private readonly Lazy<IReadOnlyList<TimingSummary>> _summaries;
    private readonly Lazy<ILookup<Timing, (int Repeat, double Seconds)>> _repeats;

    /// <summary>Makes a result from rows, wherever they come from.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="machine">The machine that they were measured on; unknown when left out.</param>
    /// <param name="leftOut">What was not measured, and why.</param>
    /// <param name="isComplete">Whether everything was measured that was to be.</param>
    internal SweepResult(IEnumerable<Timing> rows, MachineFacts? machine = null, IEnumerable<LeftOut>? leftOut = null,
        bool isComplete = true)
    {
        Rows = [.. rows];
        Machine = machine ?? MachineFacts.Unknown;
        LeftOut = [.. leftOut ?? []];
        IsComplete = isComplete;
        _repeats = new(() => Rows.ToLookup(row => row with { Repeat = 0, Seconds = 0 }, row => (row.Repeat, row.Seconds)));
        _summaries = new(() => [.. _repeats.Value.Select(point => new TimingSummary(point.Key, point.Select(row => row.Seconds)))]);
    }

    /// <summary>Every measured time, in the order in which it was measured.</summary>
    public IReadOnlyList<Timing> Rows { get; }

    /// <summary>The machine that they were measured on.</summary>
    public MachineFacts Machine { get; }

    /// <summary>The combinations that were not measured, and why.</summary>
    internal IReadOnlyList<LeftOut> LeftOut { get; }

    /// <summary>Whether the sweep came to its end; false when it was cancelled.</summary>
    public bool IsComplete { get; }

    /// <summary>What else the machine did meanwhile, as a reason not to decide; null when nothing, or when it is not known.</summary>
    public string? Disturbance { get; init; }

    /// <summary>Why a way that gains next to nothing over another says nothing here; null where it does.</summary>
    internal string? MissingCores { get; init; }

    /// <summary>How narrow the intervals of the ratios were to be: half their width as a part of the ratio.</summary>
    public double Precision { get; init; } = 0.05;

    /// <summary>A summary for each point, in the order in which points first appear.</summary>
    public IReadOnlyList<TimingSummary> Summaries => _summaries.Value;

    /// <summary>The runtimes, in the order in which they first appear.</summary>
    public IReadOnlyList<string> Runtimes => [.. Rows.Select(row => row.Runtime).Distinct(StringComparer.Ordinal)];

    /// <summary>The models, likewise.</summary>
    public IReadOnlyList<string> Models => [.. Rows.Select(row => row.Model).Distinct(StringComparer.Ordinal)];

    /// <summary>The workloads, likewise.</summary>
    public IReadOnlyList<string> Workloads => [.. Rows.Select(row => row.Workload).Distinct(StringComparer.Ordinal)];

    /// <summary>The sizes, from the smallest.</summary>
    public IReadOnlyList<long> Sizes => [.. Rows.Select(row => row.Size).Distinct().Order()];

    /// <summary>The numbers of callers, from the smallest.</summary>
    public IReadOnlyList<int> Callers => [.. Rows.Select(row => row.Callers).Distinct().Order()];

    /// <summary>The summary of one point; null when it was not measured.</summary>
    /// <param name="model">The model.</param>
    /// <param name="size">The size.</param>
    /// <param name="callers">The number of callers.</param>
    /// <param name="runtime">The runtime; the first that has such a point when left out.</param>
    public TimingSummary? Find(string model, long size, int callers, string? runtime = null) => Summaries.FirstOrDefault(point =>
        Is(point.Model, model) && point.Size == size && point.Callers == callers && (runtime is null || Is(point.Runtime, runtime)));

    /// <summary>The point with the smallest median among all models and runtimes; null when there is none.</summary>
    /// <param name="size">The size.</param>
    /// <param name="callers">The number of callers.</param>
    public TimingSummary? Fastest(long size, int callers) =>
        Summaries.Where(point => point.Size == size && point.Callers == callers).MinBy(point => point.Median);

    /// <summary>
    /// How many times as fast each point is as the same calls in a baseline model of the same runtime, by the repeats in which both had a
    /// turn. Points without such a baseline are left out.
    /// </summary>
    /// <param name="baseline">The baseline model; sequential when left out.</param>
    /// <param name="runtime">The baseline's runtime; each point's own when left out.</param>
    internal IReadOnlyList<SpeedUp> SpeedUps(string baseline = Sequential, string? runtime = null)
    {
        var baselines = Summaries.Where(point => Is(point.Model, baseline))
            .GroupBy(point => (point.Runtime, point.Workload, point.Size, point.Callers))
            .ToDictionary(group => group.Key, group => group.First());
        return
        [
            .. from point in Summaries
               let against = baselines.GetValueOrDefault((runtime ?? point.Runtime, point.Workload, point.Size, point.Callers))
               where against is not null
               select new SpeedUp(point, against, Compare(point, against)),
        ];
    }

    /// <summary>How two points compare: the median of the ratios of the repeats in which both had a turn.</summary>
    /// <param name="point">The point that is spoken of.</param>
    /// <param name="than">What it is compared with.</param>
    internal Comparison Compare(TimingSummary point, TimingSummary than)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(than);
        return Comparison.Of(point.Model, than.Model, _repeats.Value[point.Key], _repeats.Value[than.Key], Disturbance)
            with { MissingCores = MissingCores };
    }

    /// <summary>What a point took: the median, and the interval that holds it with 95 %.</summary>
    internal Estimate Took(TimingSummary point) => MedianInterval.Of([.. _repeats.Value[point.Key].Select(row => row.Seconds)]);

    /// <summary>
    /// The comparisons with the sequential model that came out neither way, though the time was spent: neither model is faster by more than
    /// the noise, nor are they equal within the precision.
    /// </summary>
    internal IReadOnlyList<SpeedUp> Undecided => [.. SpeedUps().Where(one => one.Point != one.Baseline && one.IsUndecided(Precision))];

    /// <summary>The rows for which a condition holds.</summary>
    public SweepResult Where(Func<Timing, bool> condition) => WithRows(Rows.Where(condition));

    /// <summary>The rows of some models.</summary>
    public SweepResult OfModels(params IEnumerable<string> models) => Where(In(models, row => row.Model));

    /// <summary>The rows of some runtimes.</summary>
    public SweepResult OfRuntimes(params IEnumerable<string> runtimes) => Where(In(runtimes, row => row.Runtime));

    /// <summary>The rows of one size.</summary>
    public SweepResult OfSize(long size) => Where(row => row.Size == size);

    /// <summary>The rows of one number of callers.</summary>
    public SweepResult OfCallers(int callers) => Where(row => row.Callers == callers);

    /// <summary>These rows and others behind them: CPython's, or a document's own figures.</summary>
    public SweepResult With(params IEnumerable<Timing> rows) => WithRows(Rows.Concat(rows));

    /// <summary>These rows and those of another result on the same machine.</summary>
    public SweepResult With(SweepResult other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(Rows.Concat(other.Rows), Machine, LeftOut.Concat(other.LeftOut), IsComplete && other.IsComplete)
        {
            Disturbance = Disturbance ?? other.Disturbance, MissingCores = MissingCores ?? other.MissingCores, Precision = Precision,
        };
    }

    /// <inheritdoc/>
    public string ToHtml() => ToView().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToView().ToString()!;

    private IDisplayable ToView()
    {
        if (Rows.Count == 0)
            return Callout.LeftOut("Nothing was measured.");
        IDisplayable figure = Sizes.Count > 1 && Callers.Count is > 1 and <= 4
            ? new FigureGrid([.. Callers.Select(callers => this.TimeBySize(callers) with { Caption = "" })]) { Caption = Machine.Summary }
            : Sizes.Count > 1 ? this.TimeBySize()
            : Callers.Count > 1 ? this.TimeByCallers()
            : this.TimePerCall();
        var wrong = LeftOut.Where(one => one.Size is null && one.Callers is null)
            .Select(one => Callout.Caution($"Left out: {one.Model}. {one.Reason}"));
        return new Stack([.. wrong, figure, this.ToTable()]);
    }

    private SweepResult WithRows(IEnumerable<Timing> rows) =>
        new(rows, Machine, LeftOut, IsComplete) { Disturbance = Disturbance, MissingCores = MissingCores, Precision = Precision };

    private static bool Is(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    private static Func<Timing, bool> In(IEnumerable<string> names, Func<Timing, string> name)
    {
        var wanted = names.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return row => wanted.Contains(name(row));
    }
}
