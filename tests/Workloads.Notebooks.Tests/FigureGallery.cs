namespace Workloads.Notebooks.Tests;

/// <summary>
/// A notebook that shows a figure of every kind and keeps each output in a file of its own, run once for all tests that open them.
/// </summary>
public sealed class FigureGallery : IAsyncLifetime
{
    private readonly Scratch _scratch = new();

    // Synthetic times, so that every run of the tests draws the same: two runtimes, eight models, six sizes, four numbers of callers.
    private const string Data = """"
        using System.IO;
        using Workloads; using Workloads.Charts; using Workloads.Measuring; using Workloads.Show;

        var random = new Random(3);
        double Near(double value) => value * (1 + 0.1 * (random.NextDouble() - 0.5));
        IEnumerable<Timing> Rows(string runtime, string[] models, double slow) =>
            from model in models from size in new long[] { 1, 5, 10, 15, 20, 25 } from callers in new[] { 1, 10, 100, 1000 } from repeat in Enumerable.Range(0, 3)
            let work = callers * 3e-9 * Math.Pow(1.618, size) * slow
            let over = model == "sequential" ? 0 : (2e-6 + 60e-6 * model.Length / 20.0) * slow
            select new Timing(runtime, model, "fib", size, callers, 2, repeat, Near(work / (model == "sequential" ? 1 : 1.9) + over));
        var machine = new MachineFacts { UsableCores = 2 };
        string[] all = { "sequential", "dedicated threads", "thread pool", "parallel loop", "async tasks", "event loop", "channel workers", "processes" };
        var here = new SweepResult(Rows(".NET 10.0.12", all, 1), machine);
        var both = here.With(Rows("CPython 3.13.0", new[] { "sequential", "thread pool", "processes" }, 40));
        var walk = Enumerable.Range(0, 5000).Select(step => ((double)step, Math.Sin(step / 300.0) * 5));
        var spans = Enumerable.Range(0, 40).Select(call => new LaneSpan($"worker {call % 4}", call / 4 * 0.1 + call % 4 * 0.02, call / 4 * 0.1 + call % 4 * 0.02 + 0.12, $"{call}", call % 3 == 0 ? "waits" : "computes")).ToList();
        var runs = from workers in new[] { 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 6, 8 } select (workers, TimeSpan.FromSeconds(Near(0.2 + 0.8 / workers)));
        """";

    private const string Shown = """"
        void Keep(string name, Workloads.Html.IDisplayable shown) { File.WriteAllText(name + ".output.html", shown.ToHtml()); shown.Display(); }

        Keep("lines", here.TimeBySize());
        Keep("panels", both.SpeedUpBySize());
        Keep("dots", both.TimePerCall());
        Keep("bars", new Figure("Cores that each program kept busy, with `await` and a title that is longer than one line of a phone") { BarsAcross = true, X = new("program"), Y = new("cores wanted"), Lines = [ReferenceLine.AtY(1, "one core")], Series = [new Bars("cores wanted", new[] { "computes", "waits", "reads a file and waits for a long name" }, new[] { 1, 0.02, 3.9 })] });
        Keep("columns", new Figure("columns") { Y = new("units"), Series = [new Bars("a", ("first", 2.0), ("second", -1.0), ("third", 3.5)), new Bars("b", ("first", 4.0), ("second", 2.5))] });
        Keep("timeline", new Figure("Forty calls on four workers") { X = Axis.Time("time since the run began"), Series = [new Lanes("calls", spans)] });
        Keep("curve", new ScalingCurve(runs, 4));
        Keep("walk", new Figure("A walk") { X = new("step"), Y = new("height"), Annotations = [new(2500, 4, "the middle of the walk")], Series = [new Line("walk", walk)] });
        Keep("many", new Figure("Eleven lines") { X = new("n"), Y = Axis.Log("value"), Series = [.. Enumerable.Range(1, 11).Select(number => new Line($"line number {number} with a longish name", Enumerable.Range(1, 8).Select(x => ((double)x, (double)x * number))))] });
        Keep("counts", new Figure("Latency") { X = Axis.Log2("one request in … took longer", Unit.Count), Y = Axis.LogTime("latency"), Series = [new Line("threads", Enumerable.Range(0, 16).Select(power => (Math.Pow(2, power), 1e-3 * (1 + power)))) { Steps = true }] });
        Keep("explore", here.Explore());
        Keep("explore-both", both.Explore(previous: both));
        Keep("table", both.ToTable());
        """";

    /// <summary>The kinds, each the name of an output.</summary>
    public IReadOnlyList<string> Kinds { get; private set; } = [];

    /// <summary>The page that the runner made of all of them.</summary>
    public string Page => Path.Combine(_scratch.Folder, "out", "gallery.html");

    /// <summary>One output as it came from its cell.</summary>
    public string Output(string kind) => _scratch.Read(kind + ".output.html");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        string load = Path.Combine(RealNotebooks.Repository, "artifacts", "library", "load.dib");
        _scratch.Write("gallery.dib", $"#!csharp\n\n#!import {load}\n\n#!csharp\n\n{Data}\n\n#!csharp\n\n{Shown}\n");
        var run = await RunnerProgram.RunAsync(_scratch, "gallery.dib");
        if (run.ExitCode != 0)
            throw new InvalidOperationException(run.All);
        Kinds = [.. Directory.EnumerateFiles(_scratch.Folder, "*.output.html").Select(file => Path.GetFileName(file).Split('.')[0])
            .Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }
}
