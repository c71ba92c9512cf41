using Workloads.Charts;
using Workloads.Measuring;

namespace Workloads.Notebooks.Tests;

/// <summary>
/// A notebook that shows a figure of every kind, each also in a file of its own, made once for all tests that open them.
/// </summary>
public sealed class FigureGallery : IAsyncLifetime
{
    private static readonly string[] s_models =
    [
        "sequential", "dedicated threads", "thread pool", "parallel loop", "async tasks", "event loop", "channel workers", "processes",
    ];

    private readonly Scratch _scratch = new();

    // Synthetic times, so that every run of the tests draws the same: two runtimes, eight models, six sizes, four numbers of callers.
    private readonly Random _random = new(3);

    /// <summary>The kinds, each the name of an output.</summary>
    public IReadOnlyList<string> Kinds { get; private set; } = [];

    /// <summary>The page that the runner made of all of them.</summary>
    public string Page => Path.Combine(_scratch.Folder, "out", "gallery.html");

    /// <summary>One output as a cell shows it.</summary>
    public string Output(string kind) => _scratch.Read(kind + ".output.html");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var shown = Figures().ToList();
        foreach (var (kind, figure) in shown)
            _scratch.Write(kind + ".output.html", figure.ToHtml());
        _scratch.WriteCells(
            "gallery.dib", [.. shown.Select(one => $"HTML(System.IO.File.ReadAllText(\"{one.Kind}.output.html\"))")]);
        var run = await RunnerProgram.RunAsync(_scratch, "gallery.dib");
        if (run.ExitCode != 0)
            throw new InvalidOperationException(run.All);
        Kinds = [.. shown.Select(one => one.Kind).Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    private IEnumerable<(string Kind, IDisplayable Figure)> Figures()
    {
        var here = new SweepResult(Rows(".NET 10.0.12", s_models, 1), new MachineFacts { UsableCores = 2 });
        var both = here.With(Rows("CPython 3.13.0", ["sequential", "thread pool", "processes"], 40));
        yield return ("lines", here.TimeBySize());
        yield return ("panels", both.SpeedUpBySize());
        yield return ("dots", both.TimePerCall());
        yield return ("bars", new Figure("Cores that each program kept busy, with `await` and a title that is longer than one line of a phone")
        {
            BarsAcross = true,
            X = new("program"),
            Y = new("cores wanted"),
            Lines = [ReferenceLine.AtY(1, "one core")],
            Series = [new Bars("cores wanted", ["computes", "waits", "reads a file and waits for a long name"], [1, 0.02, 3.9])],
        });
        yield return ("columns", new Figure("columns")
        {
            Y = new("units"),
            Series = [new Bars("a", ("first", 2.0), ("second", -1.0), ("third", 3.5)), new Bars("b", ("first", 4.0), ("second", 2.5))],
        });
        yield return ("timeline", new Figure("Forty calls on four workers")
        {
            X = Axis.Time("time since the run began"),
            Series = [new Lanes("calls", [.. Enumerable.Range(0, 40).Select(Span)])],
        });
        int[] workers = [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 6, 8];
        yield return ("curve", new ScalingCurve(workers.Select(count => (count, TimeSpan.FromSeconds(Near(0.2 + (0.8 / count))))), 4));
        yield return ("walk", new Figure("A walk")
        {
            X = new("step"),
            Y = new("height"),
            Annotations = [new(2500, 4, "the middle of the walk")],
            Series = [new Line("walk", Enumerable.Range(0, 5000).Select(step => ((double)step, Math.Sin(step / 300.0) * 5)))],
        });
        yield return ("many", new Figure("Eleven lines")
        {
            X = new("n"),
            Y = Axis.Log("value"),
            Series = [.. Enumerable.Range(1, 11).Select(number => new Line(
                $"line number {number} with a longish name", Enumerable.Range(1, 8).Select(x => ((double)x, (double)x * number))))],
        });
        yield return ("counts", new Figure("Latency")
        {
            X = Axis.Log2("one request in … took longer", Unit.Count),
            Y = Axis.LogTime("latency"),
            Series =
            [
                new Line("threads", Enumerable.Range(0, 16).Select(power => (Math.Pow(2, power), 1e-3 * (1 + power)))) { Steps = true },
            ],
        });
        yield return ("explore", here.Explore());
        yield return ("explore-both", both.Explore(previous: both));
        yield return ("table", both.ToTable());
    }

    private static LaneSpan Span(int call)
    {
        double start = (call / 4 * 0.1) + (call % 4 * 0.02);
        return new($"worker {call % 4}", start, start + 0.12, $"{call}", call % 3 == 0 ? "waits" : "computes");
    }

    private double Near(double value) => value * (1 + (0.1 * (_random.NextDouble() - 0.5)));

    private IReadOnlyList<Timing> Rows(string runtime, string[] models, double slow) =>
    [
        .. from model in models
           from size in new long[] { 1, 5, 10, 15, 20, 25 }
           from callers in new[] { 1, 10, 100, 1000 }
           from repeat in Enumerable.Range(0, 3)
           let work = callers * 3e-9 * Math.Pow(1.618, size) * slow
           let over = model == "sequential" ? 0 : (2e-6 + (60e-6 * model.Length / 20.0)) * slow
           select new Timing(
               runtime, model, "fib", size, callers, 2, repeat, Near((work / (model == "sequential" ? 1 : 1.9)) + over)),
    ];
}
