using System.Globalization;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How time and memory grow with the number of waits, each point measured in a child process of its own (A13, D8, E8).</summary>
/// <param name="Costs">The points.</param>
/// <param name="LeftOut">What this machine does not let be measured, and why.</param>
/// <param name="Machine">What was measured on.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record WaitingCurves(IReadOnlyList<WaitingCost> Costs, IReadOnlyList<LeftOut> LeftOut, MachineFacts Machine) : IDisplayable
{
    /// <summary>The longest that each may wait.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    /// <summary>The ways, in the order in which they were measured.</summary>
    public IReadOnlyList<string> Ways => [.. Costs.Select(static cost => cost.Way).Distinct(StringComparer.Ordinal)];

    /// <summary>Measures every way with every number of waits.</summary>
    /// <param name="waits">How many at once: each from 1 to <see cref="ManyWaits.MaxWaits"/>. Threads beyond <see cref="ThreadLimit"/> are left out.</param>
    /// <param name="wait">How long each waits, up to <see cref="MaxWait"/>; 100 ms when left out.</param>
    /// <param name="ways">Which ways; all when left out.</param>
    /// <param name="maxThreads">The most threads to start; as many as the machine lets when left out.</param>
    /// <param name="cancellationToken">Ends it, and the child that runs.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<WaitingCurves> MeasureAsync(
        IReadOnlyList<int> waits, TimeSpan? wait = null, IReadOnlyList<WaitingWay>? ways = null, int? maxThreads = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(waits);
        TimeSpan time = wait ?? TimeSpan.FromMilliseconds(100);
        if (time < TimeSpan.Zero || time > MaxWait)
            throw new ArgumentOutOfRangeException(nameof(wait), time, $"A wait takes from 0 to {MaxWait.TotalSeconds:0} s.");
        foreach (int count in waits)
            ManyWaits.Check(count, ManyWaits.MaxWaits);

        ThreadLimit limit = ThreadLimit.Find();
        if (maxThreads < limit.Threads)
            limit = new(maxThreads.Value, "this measurement");
        var costs = new List<WaitingCost>();
        var leftOut = new List<LeftOut>();
        foreach (WaitingWay way in ways ?? Enum.GetValues<WaitingWay>())
        {
            foreach (int count in waits)
            {
                if (way is WaitingWay.Threads && count > limit.Threads)
                    leftOut.Add(new(ManyWaits.NameOf(way), Size: null, count, $"{count:N0} threads are more than {limit.Threads:N0}, the most that {limit.Reason} lets one process have."));
                else
                    await OneAsync(way, count).ConfigureAwait(false);
            }
        }

        return new(costs, leftOut, MachineFacts.Current);

        async Task OneAsync(WaitingWay way, int count)
        {
            try
            {
                string[] lines = await OwnProgram.RunAsync(
                    [WaitsProgram.Argument, $"{way}", $"{count}", time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)], prepare: null, cancellationToken).ConfigureAwait(false);
                costs.Add(WaitsProgram.Parse(way, count, time, lines));
            }
            catch (InvalidOperationException failure)
            {
                leftOut.Add(new(ManyWaits.NameOf(way), Size: null, count, failure.Message));
            }
        }
    }

    /// <summary>The same curves with others beside them, such as asyncio's.</summary>
    public WaitingCurves With(IEnumerable<WaitingCost> costs) => this with { Costs = [.. Costs, .. costs] };

    /// <summary>One point.</summary>
    /// <returns>Null when it was not measured.</returns>
    public WaitingCost? Find(WaitingWay way, int waits) => Find(ManyWaits.NameOf(way), waits);

    /// <inheritdoc cref="Find(WaitingWay, int)"/>
    public WaitingCost? Find(string way, int waits) => Costs.FirstOrDefault(cost => cost.Waits == waits && string.Equals(cost.Way, way, StringComparison.Ordinal));

    /// <inheritdoc/>
    public string ToHtml() => new Stack(this.TimeByWaits(), this.MemoryByWaits(), this.ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', Costs.Select(static cost => $"{cost.Way} × {cost.Waits:N0}: {Durations.Text(cost.Elapsed)}, {cost.BytesEach:N0} bytes each"));
}
