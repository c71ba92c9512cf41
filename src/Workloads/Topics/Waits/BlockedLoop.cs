using System.Diagnostics;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// What keeps an event loop: its heart beats at a steady interval, and stands still while something does not give the thread away (B8,
/// C10).
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class BlockedLoop : IDisplayable
{
    private static readonly PythonExperiment<Dictionary<string, double>> There = new(PythonWaits.Script, "longest_gaps");

    private readonly IReadOnlyList<(string Work, Heartbeat Heart)> _hearts;
    private readonly IReadOnlyDictionary<string, double> _python;
    private readonly string _build;

    private BlockedLoop(IReadOnlyList<(string Work, Heartbeat Heart)> hearts, IReadOnlyDictionary<string, double> python, string build) =>
        (_hearts, _python, _build) = (hearts, python, build);

    /// <summary>Listens to the heart while the loop waits, blocks and computes.</summary>
    /// <param name="work">How long each takes: up to 10 s.</param>
    /// <param name="interval">The time between two beats: from 1 ms on, and no longer than <paramref name="work"/>.</param>
    /// <param name="cancellationToken">Ends it before the next, and CPython's script.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is out of its range.</exception>
    public static async Task<BlockedLoop> ListenAsync(TimeSpan work, TimeSpan interval, CancellationToken cancellationToken = default)
    {
        if (work < interval || work > TimeSpan.FromSeconds(10))
            throw new ArgumentOutOfRangeException(nameof(work), work, "The work takes from one interval to 10 s.");
        (string Name, Func<EventLoop, Task> Work)[] all =
        [
            ("awaits a wait", async loop => await loop.Sleep(work)),
            ("sleeps, blocking", _ => Now(() => Thread.Sleep(work))),
            ("waits for a task's result", _ => Now(() => Task.Delay(work).Wait(CancellationToken.None))),
            ("computes", _ => Now(() => Compute(work))),
            ("computes with naps", loop => NapBetweenAsync(loop, work)),
            ("computes on another thread", _ => Task.Run(() => Compute(work))),
        ];
        var hearts = new List<(string, Heartbeat)>();
        foreach (var (name, doing) in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Factory.StartNew(() => hearts.Add((name, Listen(doing, interval))), CancellationToken.None,
                TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        }

        return (await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest is { } build
            ? new(hearts, await There.RunAsync(build, new { milliseconds = work.TotalMilliseconds,
                intervalMs = interval.TotalMilliseconds }, cancellationToken: cancellationToken).ConfigureAwait(false), build.Name)
            : new(hearts, new Dictionary<string, double>(), "");
    }

    /// <inheritdoc/>
    public string ToHtml() => new Stack(ToFigure(), ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    /// <summary>The longest time without a beat, by what the loop did.</summary>
    internal IReadOnlyDictionary<string, TimeSpan> LongestGaps => _hearts.ToDictionary(loop => loop.Work, loop => loop.Heart.LongestGap);

    private static Heartbeat Listen(Func<EventLoop, Task> work, TimeSpan interval)
    {
        Heartbeat? heart = null;
        EventLoop.Run(async loop =>
        {
            using (heart = Heartbeat.Start(loop, interval))
            {
                await loop.Sleep(3 * interval);
                await work(loop).ConfigureAwait(true);
                await loop.Sleep(3 * interval);
            }
        });
        return heart!;
    }

    private static Task Now(Action work)
    {
        work();
        return Task.CompletedTask;
    }

    private static async Task NapBetweenAsync(EventLoop loop, TimeSpan work)
    {
        const int Naps = 100;
        for (int nap = 0; nap < Naps; nap++)
        {
            Compute(work / Naps);
            await loop.Sleep(TimeSpan.Zero);
        }
    }

    private static void Compute(TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            // It computes, and awaits nothing.
        }
    }

    private Figure ToFigure() =>
        new(string.Join("; ",
            _hearts.OrderByDescending(loop => loop.Heart.LongestGap).Take(1).Concat(_hearts.OrderBy(loop => loop.Heart.LongestGap).Take(1))
        .Select((loop, number) =>
            $"{(number == 0 ? "The longest time without a beat: " : "")}{Say.Time(loop.Heart.LongestGap)} while the loop {loop.Work}")))
    {
        Subtitle = "When the loop's heart beat",
        X = Axis.Time("time since the loop's start"),
        Series =
        [
            new Lanes("beats", [.. _hearts.SelectMany(
                loop => loop.Heart.Beats.Select(
                beat => new LaneSpan(loop.Work, beat.TotalSeconds, (beat + loop.Heart.Interval * 0.5).TotalSeconds)))])
            {
                Order = [.. _hearts.Select(loop => loop.Work)],
            },
        ],
    };

    private Table ToTable()
    {
        List<(string, Func<(string Work, Heartbeat Heart), object?>)> columns =
            [("while the loop", loop => loop.Work), (InBoth.Runtime, loop => loop.Heart.LongestGap)];
        if (_build.Length > 0)
            columns.Add((_build, loop => _python.TryGetValue(loop.Work, out double gap) ? TimeSpan.FromSeconds(gap) : null));
        return Table.Of("The longest time without a beat", _hearts, columns);
    }
}
