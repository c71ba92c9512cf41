using FsCheck;
using FsCheck.Fluent;
using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Python;

namespace Workloads.Tests;

public class SweepResultTests
{
    private static Timing Row(string model, double seconds, int repeat = 0, long size = 20, int callers = 100, int workers = 2,
        string runtime = ".NET") =>
        new(runtime, model, "fibonacci", size, callers, workers, repeat, seconds);

    [Fact]
    public void A_summary_holds_median_quartiles_and_what_follows_from_them()
    {
        double[] times = [5, 1, 3, 2, 4];
        var result = new SweepResult([.. times.Select((seconds, repeat) => Row("pool", seconds, repeat))]);

        TimingSummary summary = Assert.Single(result.Summaries);

        Assert.Equal((5, 3, 1, 5), (summary.Count, summary.Median, summary.Minimum, summary.Maximum));
        Assert.Equal(MathNet.Numerics.Statistics.Statistics.LowerQuartile(times), summary.LowerQuartile);
        Assert.Equal(MathNet.Numerics.Statistics.Statistics.UpperQuartile(times), summary.UpperQuartile);
        Assert.Equal(0.03, summary.TimePerCall, precision: 12);
        Assert.Equal(100 / 3.0, summary.CallsPerSecond, precision: 12);
    }

    [Fact]
    public void Speed_up_and_efficiency_are_against_the_baseline_of_the_same_point_and_runtime()
    {
        var result = new SweepResult(
        [
            Row("sequential", 6, workers: 1), Row("pool", 4), Row("sequential", 60, workers: 1, size: 25), Row("pool", 30, size: 25),
            Row("sequential", 100, workers: 1, runtime: "CPython"), Row("threads", 110, runtime: "CPython"), Row("pool", 1, size: 30),
        ]);

        IReadOnlyList<SpeedUp> speedUps = result.SpeedUps();

        Assert.Equal(
            [("sequential", 1, 1), ("pool", 1.5, 0.75), ("sequential", 1, 1), ("pool", 2, 1), ("sequential", 1, 1),
                ("threads", 100.0 / 110, 50.0 / 110)],
            speedUps.Select(speedUp => (speedUp.Point.Model, speedUp.Ratio, speedUp.Efficiency)));
        Assert.Equal(25, result.SpeedUps(runtime: "CPython").First(speedUp => speedUp.Point.Model == "pool").Ratio);
    }

    [Fact]
    public void The_fastest_is_the_one_with_the_smallest_median()
    {
        var result = new SweepResult([Row("a", 3), Row("b", 2), Row("b", 9, 1), Row("b", 2, 2), Row("c", 0.1, size: 21)]);

        Assert.Equal("b", result.Fastest(20, 100)?.Model);
        Assert.Null(result.Fastest(20, 101));
    }

    [Fact]
    public void Results_are_merged_and_filtered()
    {
        var ours = new SweepResult([Row("a", 1), Row("b", 2, size: 21)], MachineFacts.Current, isComplete: false);
        var theirs = new SweepResult([Row("a", 3, runtime: "CPython")], leftOut: [new("z", null, null, "not here")]);

        SweepResult both = ours.With(theirs).With(Row("a", 4, runtime: "document 000"));

        Assert.Equal([".NET", "CPython", "document 000"], both.Runtimes);
        Assert.Equal((MachineFacts.Current, false, 1), (both.Machine, both.IsComplete, both.LeftOut.Count));
        Assert.Equal([1, 3, 4], both.OfModels("A").Rows.Select(row => row.Seconds));
        Assert.Equal([2], both.OfSize(21).OfRuntimes(".NET").OfCallers(100).Rows.Select(row => row.Seconds));
    }

    [Fact]
    public void Where_the_machine_gave_no_second_core_no_gain_is_undecided_and_a_gain_decides()
    {
        var rows = Enumerable.Range(0, 9).SelectMany(repeat => new[]
        {
            Row("sequential", 1 + (repeat * 1e-3), repeat, workers: 1), Row("loop", 0.6, repeat), Row("pool", 0.95, repeat),
        });
        SweepResult result = SweepResult.FromJson(new SweepResult(rows) { MissingCores = "no second core" }.ToJson()).OfSize(20);

        Assert.Equal(
            [("loop", Ruling.Holds), ("pool", Ruling.Undecided)],
            result.SpeedUps().Skip(1).Select(one => (one.Point.Model, one.Comparison.AtMost(0.7).Ruling)));
    }

    [Fact]
    public void Csv_comes_back_exactly() => Check.QuickThrowOnFailure(Prop.ForAll(
        Arb.From(Rows()), rows => SweepResult.FromCsv(new SweepResult(rows).ToCsv()).Rows.SequenceEqual(rows)));

    [Fact]
    public void Json_comes_back_exactly() => Check.QuickThrowOnFailure(Prop.ForAll(
        Arb.From(Rows()),
        rows =>
        {
            var result = new SweepResult(rows, MachineFacts.Current, [new("a", null, 3, "a \"reason\""), new("b", 1, null, "")],
                isComplete: false);
            SweepResult back = SweepResult.FromJson(result.ToJson());
            return back.Rows.SequenceEqual(rows) && back.Machine == result.Machine && back.LeftOut.SequenceEqual(result.LeftOut)
                && !back.IsComplete;
        }));

    [Theory(Timeout = 30_000)]
    [InlineData("sweep.csv")]
    [InlineData("sweep.json")]
    public async Task Whoever_reads_a_file_while_others_save_it_sees_a_whole_one(string name)
    {
        string folder = Directory.CreateTempSubdirectory("workloads-sweep").FullName, file = Path.Combine(folder, name);
        SweepResult[] results =
            [.. new[] { 10, 2_000 }.Select(rows => new SweepResult([.. Enumerable.Range(0, rows).Select(repeat => Row("a", 1, repeat))]))];
        await results[0].SaveAsync(file, TestContext.Current.CancellationToken);

        Task[] saves = [.. Enumerable.Range(0, 40)
            .Select(save => results[save % 2].SaveAsync(file, TestContext.Current.CancellationToken))];
        var seen = new List<int>();
        while (!saves.All(save => save.IsCompleted))
            seen.Add((await SweepResult.LoadAsync(file, TestContext.Current.CancellationToken)).Rows.Count);
        await Task.WhenAll(saves);
        string[] left = Directory.GetFiles(folder);
        Directory.Delete(folder, recursive: true);

        Assert.All(seen, rows => Assert.Contains(rows, new[] { 10, 2_000 }));
        Assert.Equal([file], left);
    }

    [Fact(Timeout = 30_000)]
    public async Task Files_are_read_as_they_were_written()
    {
        string folder = Directory.CreateTempSubdirectory("workloads-sweep").FullName;
        var result = new SweepResult([Row("a", 1.0 / 3)]);

        await result.SaveAsync(Path.Combine(folder, "sweep.csv"), TestContext.Current.CancellationToken);
        await result.SaveAsync(Path.Combine(folder, "sweep.json"), TestContext.Current.CancellationToken);
        SweepResult csv = await SweepResult.LoadAsync(Path.Combine(folder, "sweep.csv"), TestContext.Current.CancellationToken);
        SweepResult json = await SweepResult.LoadAsync(Path.Combine(folder, "sweep.json"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "bad.csv"), "nothing of the kind", TestContext.Current.CancellationToken);
        var broken = await Assert.ThrowsAsync<FormatException>(
            () => SweepResult.LoadAsync(Path.Combine(folder, "bad.csv"), TestContext.Current.CancellationToken));
        var other = await Assert.ThrowsAsync<ArgumentException>(
            () => result.SaveAsync(Path.Combine(folder, "sweep.txt"), TestContext.Current.CancellationToken));
        Directory.Delete(folder, recursive: true);

        Assert.Equal(result.Rows, csv.Rows);
        Assert.Equal(result.Rows, json.Rows);
        Assert.StartsWith("bad.csv: Line 1 ", broken.Message, StringComparison.Ordinal);
        Assert.Contains("neither .csv nor .json", other.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Line 1 must be the header")]
    [InlineData("a,b\n", "Line 1 has 2 fields; there must be 8")]
    [InlineData("a,b,c,d,e,f,g,h\n", "Line 1 must be the header")]
    [InlineData("{0}\nx,y,z,1,1,1,0\n", "Line 2 has 7 fields")]
    [InlineData("{0}\nx,y,z,1,1,1,0,2\nx,y,z,ten,1,1,0,2", "Line 3, field 'size': 'ten' is not a whole number in range.")]
    [InlineData("{0}\nx,y,z,1,5000000000,1,0,2\n", "Line 2, field 'callers': '5000000000' is not a whole number in range.")]
    [InlineData("{0}\nx,y,z,1,1,1,0,fast\n", "Line 2, field 'seconds': 'fast' is not a number.")]
    [InlineData("{0}\nx,y,z,1,0,1,0,2\n", "Line 2, field 'callers': 0 must be 1 or more.")]
    [InlineData("{0}\nx,y,z,1,1,1,0,-2\n", "Line 2, field 'seconds': -2 must be 0 or more, and finite.")]
    [InlineData("{0}\nx,y,z,1,1,1,0,NaN\n", "Line 2, field 'seconds': NaN must be")]
    [InlineData("{0}\n\"x\ny\",\"z,1,1,1,0,2\n", "Line 2, field 'model': a quote is never closed.")]
    [InlineData("{0}\n\"x\"y,m,z,1,1,1,0,2\n", "Line 2, field 'runtime': a closing quote must end the field.")]
    public void Broken_csv_is_refused_with_line_and_field(string csv, string message)
    {
        string text = csv.Replace("{0}", "runtime,model,workload,size,callers,workers,repeat,seconds", StringComparison.Ordinal);

        var broken = Assert.Throws<FormatException>(() => SweepResult.FromCsv(text));

        Assert.StartsWith(message, broken.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Line 1, field '$'")]
    [InlineData("null", "Line 1: there is no result")]
    [InlineData("{}", "Line 1, field '$'")]
    [InlineData("{\"rows\":[\n{\"runtime\":\"x\",\"model\":\"y\",\"workload\":\"z\",\"size\":\"ten\"}]}", "Line 2, field '$.rows[0].size'")]
    [InlineData("{\"rows\":[null]}", "rows[0] is null")]
    [InlineData("{\"rows\":[\n\n{\"runtime\":\"x\"}]}", "Line 3, field '$.rows[0]'")]
    [InlineData("{\"rows\":[{\"runtime\":\"x\",\"model\":\"y\",\"workload\":\"z\",\"size\":1,\"callers\":1,\"workers\":0,\"repeat\":0,\"seconds\":1}]}", "rows[0], field 'workers': 0 must be 1 or more.")]
    public void Broken_json_is_refused_with_line_and_field(string json, string message)
    {
        var broken = Assert.Throws<FormatException>(() => SweepResult.FromJson(json));

        Assert.StartsWith(message, broken.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', broken.Message);
    }

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.14e-9, "0.14 ns")]
    [InlineData(35.21e-9, "35.2 ns")]
    [InlineData(999.9e-9, "1.00 µs")]
    [InlineData(0.0123, "12.3 ms")]
    [InlineData(4.484, "4.48 s")]
    [InlineData(119, "119 s")]
    [InlineData(150, "2.5 min")]
    [InlineData(double.NaN, "–")]
    public void Durations_have_three_digits_and_a_unit(double seconds, string text) => Assert.Equal(text, Durations.Text(seconds));

    private static Gen<Timing[]> Rows()
    {
        Gen<string> text = Gen.ArrayOf(Gen.Elements([.. "aé ,;\"'\n\r\t{}\\<µ"])).Select(letters => new string(letters));
        Gen<double> seconds = ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => Math.Abs(number.Item));
        Gen<int> positive = Gen.Choose(1, int.MaxValue);
        return Gen.ArrayOf(
            from runtime in text
            from model in text
            from workload in text
            from size in ArbMap.Default.GeneratorFor<long>()
            from callers in positive
            from workers in positive
            from repeat in Gen.Choose(0, int.MaxValue)
            from time in seconds
            select new Timing(runtime, model, workload, size, callers, workers, repeat, time));
    }
}
