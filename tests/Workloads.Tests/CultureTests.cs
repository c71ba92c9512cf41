using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

/// <summary>
/// What a child process, a style sheet, JSON or a drawing is told, and what a person reads, has one form, where cultures write numbers in
/// others: with a decimal comma, with another calendar and a mark before the minus, with another minus.
/// </summary>
public class CultureTests
{
    public static TheoryData<string> Cultures => ["de-DE", "ar-SA", "sv-SE"];

    private static readonly Timing[] s_rows =
    [
        .. Enumerable.Range(0, 9).SelectMany(repeat => new Timing[]
        {
            new(".NET", "sequential", "fibonacci", 20, 1_000, 1, repeat, 1234.5 + (repeat / 8.0)),
            new(".NET", "thread pool", "fibonacci", 20, 1_000, 4, repeat, 0.0123 + (repeat / 1e5)),
        }),
    ];

    private static SweepResult Sweep =>
        new(s_rows, MachineFacts.Current, [new("process pool", 25, 20_000, "1.5 s are too long")], isComplete: false);

    private static Table Costs =>
        Table.Of("Costs", new[] { ("a", 0.0123, 12_345L), ("b", 1.5, -12_345L) }, ("model", row => row.Item1), ("time", row => row.Item2),
            ("calls", row => row.Item3))
        .In("time", Unit.Seconds, Best.Lowest) with { Csv = "a,1.5\nb,2.5\n" };

    private static Figure Curve => new("Time")
    {
        X = new("n"), Y = Axis.LogTime(),
        Series = [new Line("a", [-1.5, 1.5, 1_500], [0.0123, 0.1, 1234.5], [0.01, 0.09, 1_000], [0.02, 0.11, 1_500]),
            new Points("b", (0.25, 0.75))],
        Annotations = [new(1.5, 0.1, "here")], Lines = [ReferenceLine.AtY(0.5, "half")],
    };

    private static ExplorerMap Map => new("Where it pays",
    [
        new(".NET", "sequential", 10, 1_000, 1, 1, 1, 1234.5), new(".NET", "thread pool", 10, 1_000, 1.5, 1.4, 1.6, 823.5),
        new(".NET", "sequential", 20, 1_000, 1, 1, 1, 0.1), new(".NET", "thread pool", 20, 1_000, 0.25, 0.2, 0.3, 0.4),
    ]) { Workload = "fib", Cores = 2 };

    private static readonly Dictionary<string, Func<string>> s_texts = new(StringComparer.Ordinal)
    {
        ["times"] = () => string.Join("; ", new[] { 0.0123, -0.0123, 1.5e-9, 12.5, 1_234.5, 123_456 }.Select(Durations.Text)),
        ["numbers"] = () => string.Join("; ", Say.Count(-12_345), Say.Ratio(1.25), Say.Percent(0.475), Say.Bytes(1_234_567),
            Unit.None.Format(-1234.5), Unit.Of("calls/s").Format(1_500)),
        ["a table's HTML"] = () => Costs.ToHtml(),
        ["a table's text"] = () => $"{Costs}",
        ["a figure's HTML"] = () => Curve.ToHtml(),
        ["a figure's SVG"] = () => Curve.ToSvg(),
        ["a figure's JSON"] = () => Curve.ToPlotlyJson(),
        ["a figure's text"] = () => $"{Curve}",
        ["a grid of figures"] = () => new FigureGrid(Curve, Curve) { Columns = 3 } is var grid ? grid.ToHtml() + grid.ToSvg() : "",
        ["a map's HTML"] = () => Map.ToHtml(),
        ["a map's SVG"] = () => Map.ToSvg(),
        ["a map's text"] = () => $"{Map}",
        ["a sweep's JSON"] = () => Sweep.ToJson(),
        ["a sweep's CSV"] = () => Sweep.ToCsv(),
        ["a sweep's HTML"] = () => Sweep.ToHtml(),
        ["a sweep's text"] = () => $"{Sweep}",
        ["a point's text"] = () => string.Join('\n', Sweep.Summaries),
        ["a comparison's text"] = () => $"{Sweep.Compare(Sweep.Summaries[1], Sweep.Summaries[0])}",
        ["the machine's facts"] = () => MachineFacts.Current.Summary,
        ["a server's arguments"] =
            () => string.Join(' ',
                ServerWords.Write(new FlagServerOptions
                {
                    ErrorRate = 0.2,
                    HangRate = 0.05,
                    Seed = -5,
                    Latency = TimeSpan.FromMilliseconds(1_500)
                }.ToWords())),
        ["a load out of bounds"] = () => Assert.Throws<ArgumentOutOfRangeException>(() => new LoadOptions { Rate = 0.05 }).Message,
        ["a size out of bounds"] = () => Assert.Throws<ArgumentOutOfRangeException>(() => Workload.Fibonacci.Checked(100_000)).Message,
        ["a sweep's wrong file"] =
            () => Assert.Throws<FormatException>(
                () => SweepResult.FromCsv(Sweep.ToCsv().Replace("1234.5", "-1234.5", StringComparison.Ordinal))).Message,
        ["an interpreter's result"] =
            () => new Explorer().Explore(
                StackProgram.Parse("counter = 0\ndef down():\n    global counter\n    counter = counter - 12345\n"), "down()").ToString()!,
        ["a call's limit"] = () => new CallTimedOutException(7, TimeSpan.FromSeconds(12.345)).Message,
    };

    // What is about texts and takes no time. Texts that are made once in a process are seen there only.
    private static readonly string[] s_classes =
    [
        nameof(AnyDataTests), nameof(CallsTests), nameof(ClaimsTests), nameof(DocumentViewsTests), nameof(ExplorerMapTests),
        nameof(FigureTests), nameof(FormatterContractTests), nameof(MachineFactsTests), nameof(PlotlyJsonTests), nameof(StackProgramTests),
        nameof(SweepResultTests),
        nameof(SweepViewTests), nameof(TableTests), nameof(UnitTests), nameof(WorkloadTests),
    ];

    public static MatrixTheoryData<string, string> Texts => new(Cultures.Select(row => row.Data), s_texts.Keys);

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_is_the_same_in_every_culture(string culture, string text) =>
        Assert.Equal(In(CultureInfo.InvariantCulture, s_texts[text]), In(Get(culture), s_texts[text]));

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Times_counts_and_bounds_read_as_they_are_documented(string culture)
    {
        Assert.Equal("12.3 ms; -12.3 ms; 1.50 ns; 12.5 s; 20.6 min; 2,057.6 min", In(Get(culture), s_texts["times"]));
        Assert.StartsWith("−12,345; 1.25×; ", In(Get(culture), s_texts["numbers"]), StringComparison.Ordinal);
        Assert.Contains("must lie from 0.1 to 100,000.", In(Get(culture), s_texts["a load out of bounds"]), StringComparison.Ordinal);
        Assert.Contains("errors=0.2 hangs=0.05 seed=-5", In(Get(culture), s_texts["a server's arguments"]), StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Cultures))]
    public async Task A_server_starts_with_what_a_reader_of_any_culture_gives_it(string culture)
    {
        CultureInfo.CurrentCulture = Get(culture);

        await using ServerProcess server =
            await new FlagServerOptions
            {
                Latency = TimeSpan.Zero,
                ErrorRate = 0.25,
                Seed = -5
            }.StartAsync(TestContext.Current.CancellationToken);

        Assert.True(server.Port > 0);
    }

    [Theory(Timeout = 300_000)]
    [MemberData(nameof(Cultures))]
    public async Task Tests_of_texts_pass_in_a_process_of_another_culture(string culture)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A process's culture is not in its environment there.");
        _ = Get(culture);
        var arguments = s_classes.SelectMany(name => new[] { "--filter-class", $"*.{name}" }).Concat(["--no-ansi", "--no-progress"]);
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Workloads.Tests"),
            arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["LC_ALL"] = $"{culture.Replace('-', '_')}.UTF-8";

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await errors;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, output);
    }

    private static CultureInfo Get(string culture)
    {
        try
        {
            return CultureInfo.GetCultureInfo(culture);
        }
        catch (CultureNotFoundException)
        {
            Required.Skip("This process knows no cultures.");
            throw;
        }
    }

    // A culture is the thread's own; what a text numbers anew each time is left out.
    private static string In(CultureInfo culture, Func<string> text)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            return Regex.Replace(text(), @"wl-\w+-\d+", "wl", RegexOptions.None, TimeSpan.FromSeconds(10));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
