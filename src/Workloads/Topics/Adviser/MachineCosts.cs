using System.Text.Json;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// What each way of running calls costs on this machine: measured once, kept in a file beside the library, and asked by the adviser (D7).
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class MachineCosts : IDisplayable
{
    private readonly Kept _kept;
    private readonly string? _disturbance;

    private MachineCosts(Kept kept, string? disturbance = null) => (_kept, _disturbance) = (kept, disturbance);

    /// <summary>The machine and the day.</summary>
    public string Measured =>
        Invariant($"Costs of {_kept.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC on {_kept.Machine}.{(_disturbance is null ? "" : $" They are not kept: {_disturbance}")}");

    internal IReadOnlyList<WayCosts> Ways => _kept.Ways;

    private static string KeptFile => Scripts.Beside("machine-costs.json");

    /// <summary>
    /// The costs as they were measured last on this machine; measured now when they never were, or on another machine or runtime, or beside
    /// other programs. It takes about 20 s.
    /// </summary>
    /// <param name="fresh">Whether to measure whatever is kept.</param>
    /// <param name="cancellationToken">Ends the measurement; what was kept stays.</param>
    public static async Task<MachineCosts> FindAsync(bool fresh = false, CancellationToken cancellationToken = default)
    {
        string machine = MachineFacts.Current.Summary;
        if (!fresh && Read() is { } kept && kept.Machine == machine)
            return new(kept);
        (IReadOnlyList<WayCosts> costs, string? disturbance) = await MachineCostMeter.MeasureAsync(cancellationToken).ConfigureAwait(false);
        var measured = new MachineCosts(new(machine, DateTimeOffset.UtcNow, costs), disturbance);
        if (disturbance is null)
            measured.Keep();
        return measured;
    }

    /// <summary>Predicts every way's time and memory for a task, and ranks them.</summary>
    /// <param name="task">The task.</param>
    public IDisplayable Advise(TaskShape task) => AdviceFor(task);

    internal Advice AdviceFor(TaskShape task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return new(task, Ways.Select(way => way.Predict(task)), Measured);
    }

    /// <summary>
    /// The predicted times of a grid of Fibonacci sizes and callers, as if they had been measured: <c>Explore()</c> draws the map, and a
    /// sweep of the same sizes beside it shows where the prediction is wrong.
    /// </summary>
    /// <param name="sizes">The sizes: 0 to 40.</param>
    /// <param name="callers">The numbers of callers.</param>
    /// <exception cref="ArgumentException">There are no sizes or no callers, or one lies outside its range.</exception>
    public SweepResult Predict(IReadOnlyList<long> sizes, IReadOnlyList<int> callers)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(callers);
        if (sizes.Count == 0 || callers.Count == 0)
            throw new ArgumentException("A map wants sizes and callers.", sizes.Count == 0 ? nameof(sizes) : nameof(callers));
        if (sizes.Any(size => size is < 0 or > 40))
            throw new ArgumentOutOfRangeException(nameof(sizes), sizes.First(size => size is < 0 or > 40), "A map takes fib of 0 to 40.");
        var rows = from way in Ways
                   from size in sizes
                   from count in callers
                   let predicted = way.Predict(new TaskShape(count, FibonacciTime(way.Runtime, size)))
                   where predicted.Refusal is null
                   from repeat in Enumerable.Range(0, InTurns.MinRounds)
                   select new Timing(way.Runtime, way.Way, Workload.Fibonacci.Name, size, count, way.Workers, repeat,
                       predicted.Seconds.Value);
        return new(rows, MachineFacts.Current);
    }

    /// <summary>
    /// The best way for calls that compute and wait so long, a row for each wait and a column for each time of computing.
    /// </summary>
    /// <param name="calls">How many calls.</param>
    /// <param name="computing">How long a call computes, for the columns.</param>
    /// <param name="waiting">How long it waits, for the rows.</param>
    /// <param name="runtime">The runtime; this one when left out.</param>
    public Table Map(int calls, IReadOnlyList<TimeSpan> computing, IReadOnlyList<TimeSpan> waiting, string? runtime = null)
    {
        ArgumentNullException.ThrowIfNull(computing);
        string where = runtime ?? InBoth.Runtime;
        if (Ways.All(way => way.Runtime != where))
            throw new ArgumentException(
                $"No costs of '{where}' are known. There are: {string.Join(", ", Ways.Select(way => way.Runtime).Distinct(StringComparer.Ordinal))}.", nameof(runtime));
        return Table.Of(
            Invariant($"The best way for {calls:N0} calls in {where}"), waiting,
            [("each waits", wait => Say.Time(wait)), .. computing.Select(time => ($"computes {Say.Time(time)}",
                (Func<TimeSpan, object?>)(wait =>
                    AdviceFor(new(calls, time, wait)).Best(where) is var best ? $"{best.Way}, {Say.Time(best.Seconds.Value)}" : null)))])
            with { Caption = Measured };
    }

    /// <summary>What was measured.</summary>
    public Table ToTable() => Table.Of("What each way costs here", Ways,
        ("runtime", way => way.Runtime),
        ("way", way => way.Way),
        ("start", way => Say.Time(way.Start.Value)),
        ("a call", way => Say.Time(way.Call.Value)),
        ("cores", way => way.Cores.Value.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)),
        ("a call under way", way => Say.Bytes(way.CallMemory)),
        ("by itself", way => Say.Bytes(way.Memory))) with { Caption = Measured };

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    /// <summary>Costs that were not measured: for tests.</summary>
    internal static MachineCosts Of(params IReadOnlyList<WayCosts> ways) =>
        new(new("a machine of the test's", DateTimeOffset.UnixEpoch, ways));

    /// <summary>How long fib of a size computes: each size takes the golden ratio times as long as the one before.</summary>
    internal TimeSpan FibonacciTime(string runtime, long size) =>
        TimeSpan.FromSeconds(Ways.First(way => way.Runtime == runtime).FibonacciSecond * Math.Max(1, Workloads.Fibonacci.Of(size)));

    private static Kept? Read()
    {
        try
        {
            return JsonSerializer.Deserialize<Kept>(File.ReadAllBytes(KeptFile));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private void Keep()
    {
        try
        {
            AtomicFile.Write(KeptFile, JsonSerializer.SerializeToUtf8Bytes(_kept));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Then they are measured again the next time.
        }
    }

    internal sealed record Kept(string Machine, DateTimeOffset At, IReadOnlyList<WayCosts> Ways);
}
