using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public class SweepTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_sweep_has_a_row_for_each_size_number_of_callers_model_and_repeat()
    {
        var sweep = new Sweep
        {
            Workload = Workload.Fibonacci,
            Sizes = [0, 5, 10],
            Callers = [1, 30],
            Repeats = 3,
            WarmUp = TimeSpan.FromMilliseconds(20),
            MinimumTime = TimeSpan.FromMilliseconds(0.1),
        };

        SweepResult result = await sweep.RunAsync(Token);

        Assert.True(result.IsComplete);
        Assert.Empty(result.LeftOut);
        Assert.Equal(3 * 2 * ExecutionModel.InProcess.Count * 3, result.Rows.Count);
        Assert.Equal(result.Rows.Count, result.Rows.Select(row => row with { Seconds = 0 }).Distinct().Count());
        Assert.All(result.Rows, row => Assert.True(row.Seconds > 0 && row.Runtime == MachineFacts.Current.Runtime));
    }

    [Fact(Timeout = 30_000)]
    public async Task Models_take_turns_and_the_first_turn_moves_on_with_each_repeat()
    {
        var journal = new List<string>();
        Sweep sweep = Fakes(journal, "a", "b", "c") with { Repeats = 4 };

        await sweep.RunAsync(Token);

        // Each model was tried before.
        Assert.Equal("abc abc bca cab abc", string.Join(' ', journal.Chunk(3).Select(turn => string.Concat(turn))));
    }

    [Fact(Timeout = 30_000)]
    public async Task Short_runs_are_repeated_until_the_minimum_time()
    {
        var journal = new List<string>();
        var model = new FakeModel("a", _ => TimeSpan.FromMilliseconds(0.4)) { Journal = journal };
        Sweep sweep = Fakes(journal) with { Models = [model], Repeats = 1, MinimumTime = TimeSpan.FromMilliseconds(2) };

        SweepResult result = await sweep.RunAsync(Token);

        // One to be tried, one that was too short, and as many under one reading of the clock as the minimum takes.
        Assert.Equal(1 + 1 + 5, journal.Count);
        Assert.Equal(0.0004, Assert.Single(result.Rows).Seconds, precision: 9);
    }

    // Longer and longer: on a busy machine one run of each model may take all the time that there is to warm up.
    [Fact(Timeout = Chance.TimeLimit)]
    public Task What_is_warm_is_not_warmed_again() => Chance.HappensAsync("The first sweep warms its models up.", 50, async milliseconds =>
    {
        var journal = new List<string>();
        Sweep sweep = Fakes(journal, "a", "b") with { Repeats = 1, WarmUp = TimeSpan.FromMilliseconds(milliseconds) };
        await sweep.RunAsync(Token);
        int first = journal.Count;

        await sweep.RunAsync(Token);

        // Each is tried, and then measured.
        Assert.Equal(first + 4, journal.Count);
        return first > 6;
    });

    [Fact(Timeout = 30_000)]
    public async Task A_model_that_returns_something_else_is_left_out_with_size_caller_and_both_values()
    {
        var spoiled = new FakeModel("liar", _ => TimeSpan.FromMilliseconds(1)) { Spoil = result => result + 1_000 };
        Sweep sweep = Fakes([]) with { Models = [new SequentialModel(), spoiled] };

        SweepResult result = await sweep.RunAsync(Token);

        Assert.Equal(["sequential"], result.Models);
        Assert.Equal(
            [new("liar", null, null, "The model 'liar' returned 1055 for caller 0 of fibonacci(10); called on its own, it returns 55.")],
            result.LeftOut);
        Assert.Contains("Left out: liar.", result.ToHtml(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_call_that_is_lost_in_a_later_run_does_not_pass_with_the_result_of_an_earlier_one()
    {
        int run = 0;
        FakeModel model = null!;
        model = new("forgetful", _ =>
        {
            model.LostCaller = ++run == 3 ? 2 : null;
            return TimeSpan.FromMilliseconds(1);
        });
        Sweep sweep = Fakes([]) with { Models = [model], Callers = [4], Repeats = 10 };

        SweepResult result = await sweep.RunAsync(Token);

        Assert.Equal(2, result.Rows.Count);
        Assert.Contains("caller 2", Assert.Single(result.LeftOut).Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_time_given_goes_to_the_models_that_cannot_be_told_from_the_sequential_one()
    {
        var journal = new List<string>();
        var random = new Random(1);
        FakeModel Model(string name, double milliseconds, double spread) =>
            new(name, _ => TimeSpan.FromMilliseconds(milliseconds * (1 + spread * (random.NextDouble() - 0.5)))) { Journal = journal };
        Sweep sweep = Fakes([]) with
        {
            Models = [Model("sequential", 10, 0.01), Model("clear", 5, 0.01), Model("doubtful", 10, 0.6)],
            Time = TimeSpan.FromSeconds(1),
        };

        SweepResult result = await sweep.RunAsync(Token);

        int Repeats(string model) => result.Find(model, 10, 1)!.Count;
        Assert.Equal(InTurns.MinRounds, Repeats("clear"));
        Assert.True(Repeats("doubtful") > InTurns.MinRounds);
        Assert.Equal(Repeats("sequential"), Repeats("doubtful"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_a_time_given_every_point_has_the_fewest_repeats_and_what_is_undecided_is_told()
    {
        int run = 0;
        Sweep sweep = Fakes([]) with
        {
            Models =
            [
                new FakeModel("sequential", _ => TimeSpan.FromMilliseconds(10)), new FakeModel("faster", _ => TimeSpan.FromMilliseconds(5)),
                new FakeModel("doubtful", _ => TimeSpan.FromMilliseconds(++run % 2 == 0 ? 5 : 20)),
            ],
        };

        SweepResult result = await sweep.RunAsync(Token);

        Assert.All(result.Summaries, point => Assert.Equal(InTurns.MinRounds, point.Count));
        Assert.Equal("doubtful", Assert.Single(result.Undecided).Point.Model);
        Assert.Contains("Undecided against the sequential model: doubtful at fibonacci(10) × 1", result.ToTable().Caption,
            StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_is_printed_is_in_the_time_and_is_told_apart_by_its_workloads_name()
    {
        Sweep sweep = Fakes([]) with { Callers = [1_000], Repeats = 1, Prints = true };

        SweepResult result = await sweep.RunAsync(Token);

        Assert.Equal("fibonacci, printed", Assert.Single(result.Rows).Workload);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_failing_call_ends_the_sweep_and_names_its_caller()
    {
        int calls = 0;
        var workload = new Workload("fragile",
            size => Interlocked.Increment(ref calls) > 1 ? throw new InvalidOperationException("broken") : size);
        Sweep sweep = Fakes([]) with { Workload = workload, Callers = [8], Models = [new SequentialModel()] };

        var failure = await Assert.ThrowsAsync<CallFailedException>(() => sweep.RunAsync(Token));

        // The first call told what the workload returns on its own.
        Assert.Equal(0, failure.Caller);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_a_model_refuses_is_left_out_with_its_reason_in_one_line()
    {
        Sweep sweep = Fakes([]) with
        {
            Callers = [10, 20],
            Models =
            [
                new DedicatedThreadsModel(maxThreads: 15),
                new FakeModel("stranger", _ => TimeSpan.FromTicks(1)) { Stranger = true },
                new FakeModel("missing", _ => TimeSpan.FromTicks(1)) { CannotStart = "CPython was not found.\nSee the manual." },
            ],
        };

        SweepResult result = await sweep.RunAsync(Token);

        Assert.True(result.IsComplete);
        Assert.Equal(["dedicated threads"], result.Models);
        Assert.Equal([10], result.Callers);
        Assert.Equal(
            [
                new("stranger", null, null, "The model 'stranger' cannot run the workload 'fibonacci'."),
                new("missing", null, null, "CPython was not found."),
                new("dedicated threads", 10, 20,
                    "The model 'dedicated threads' starts a thread for each caller, at most 15. Raise the limit with new DedicatedThreadsModel(maxThreads)."),
            ],
            result.LeftOut);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_cancelled_sweep_returns_what_it_has()
    {
        using var cancellation = new CancellationTokenSource();
        int runs = 0;
        var model = new FakeModel("a", _ =>
        {
            if (++runs == 5)
                cancellation.Cancel();
            return TimeSpan.FromMilliseconds(1);
        });
        Sweep sweep = Fakes([]) with { Models = [model], Repeats = 100 };

        SweepResult result = await sweep.RunAsync(cancellation.Token);

        Assert.False(result.IsComplete);
        // The first run tried the model.
        Assert.Equal([0, 1, 2, 3], result.Rows.Select(row => row.Repeat));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_long_call_is_cancelled_while_it_runs()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var sweep = new Sweep { Workload = Workload.Wait, Sizes = [0, 20_000], WarmUp = TimeSpan.Zero };

        SweepResult result = await sweep.RunAsync(cancellation.Token);

        Assert.False(result.IsComplete);
    }

    [Fact(Timeout = 30_000)]
    public async Task Progress_only_grows_and_ends_with_everything_done_and_nothing_left()
    {
        var reports = new Reports();
        Sweep sweep = Fakes([], "a", "b")
            with { Repeats = 25, Progress = reports, Workload = new("slow", size => { Thread.Sleep(5); return size; }) };

        await sweep.RunAsync(Token);

        Assert.True(reports.Seen.Count > 2);
        Assert.Equal(reports.Seen.Select(report => report.Done).Order(), reports.Seen.Select(report => report.Done));
        Assert.Contains(reports.Seen,
            report => report.Current is "a, slow(10) × 1" or "b, slow(10) × 1" && report.TimeLeft > TimeSpan.Zero);
        Assert.Equal((50, 50, TimeSpan.Zero), (reports.Seen[^1].Done, reports.Seen[^1].Total, reports.Seen[^1].TimeLeft));
    }

    [Fact]
    public async Task Where_cores_come_back_points_without_a_gain_are_measured_again()
    {
        var given = new Queue<double>([0.95, 0.9, 0.5, 0.5]);
        SweepResult result = await (Fakes([], "a", "b") with { Repeats = 9, Control = () => Task.FromResult(given.Dequeue()) })
            .RunAsync(Token);

        Assert.Equal(Enumerable.Range(0, 9), result.OfModels("b").Rows.Select(row => row.Repeat));
        Assert.Null(result.MissingCores);
        Assert.Empty(given);
    }

    [Fact]
    public async Task Where_cores_stay_away_no_gain_is_undecided()
    {
        SweepResult result = await (Fakes([], "a", "b") with { Repeats = 9, Control = static () => Task.FromResult(0.95) })
            .RunAsync(Token);

        Assert.NotNull(result.MissingCores);
        Assert.All(result.SpeedUps().Skip(1), one => Assert.Equal(Ruling.Undecided, one.Comparison.AtMost(0.8).Ruling));
    }

    [Fact]
    public async Task Who_cancels_while_points_are_measured_again_has_what_was_measured_first()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var given = new Queue<double>([0.95, 0.5]);
        var journal = new List<string>();
        Sweep sweep = Fakes(journal, "a", "b") with
        {
            Repeats = 9,
            Control = () =>
            {
                double ratio = given.Dequeue();
                if (given.Count == 0)
                    stop.Cancel();
                return Task.FromResult(ratio);
            },
        };

        SweepResult result = await sweep.RunAsync(stop.Token);

        Assert.False(result.IsComplete);
        Assert.Equal((9, 9), (result.OfModels("a").Rows.Count, result.OfModels("b").Rows.Count));
    }

    [Fact]
    public void Options_out_of_range_are_refused_with_the_range()
    {
        Assert.Contains("1 to 1,000", Assert.Throws<ArgumentOutOfRangeException>(() => Fakes([]) with { Repeats = 0 }).Message,
            StringComparison.Ordinal);
        Assert.Contains("0 to 60 s",
            Assert.Throws<ArgumentOutOfRangeException>(() => Fakes([]) with { WarmUp = TimeSpan.FromHours(1) }).Message,
            StringComparison.Ordinal);
        Assert.Contains("0 to 60 s",
            Assert.Throws<ArgumentOutOfRangeException>(() => Fakes([]) with { MinimumTime = TimeSpan.FromTicks(-1) }).Message,
            StringComparison.Ordinal);
        Assert.Contains("at least one of Sizes", Assert.Throws<ArgumentException>(() => Fakes([]) with { Sizes = [] }).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sizes_and_callers_out_of_range_are_refused_before_anything_runs()
    {
        var journal = new List<string>();
        Sweep sweep = Fakes(journal, "a");

        var size = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => (sweep with { Sizes = [10, 93] }).RunAsync(Token));
        var callers = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => (sweep with { Callers = [0] }).RunAsync(Token));

        Assert.Contains("from 0 to 92", size.Message, StringComparison.Ordinal);
        Assert.Contains("from 1 to 10,000,000", callers.Message, StringComparison.Ordinal);
        Assert.Empty(journal);
    }

    [Fact]
    public async Task Two_models_that_could_not_be_told_apart_are_refused()
    {
        Sweep sweep = Fakes([], "twin", "twin");

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => sweep.RunAsync(Token));

        Assert.Contains("Two models are named 'twin'", refusal.Message, StringComparison.Ordinal);
    }

    private static Sweep Fakes(List<string> journal, params string[] names) => new()
    {
        Workload = Workload.Fibonacci,
        Sizes = [10],
        Models = names.Length == 0 ? [new SequentialModel()]
            : [.. names.Select(name => new FakeModel(name, _ => TimeSpan.FromMilliseconds(1)) { Journal = journal })],
        WarmUp = TimeSpan.Zero,
        MinimumTime = TimeSpan.Zero,
        Control = static () => Task.FromResult(0.5),
    };

    private sealed class Reports : IProgress<SweepProgress>
    {
        public List<SweepProgress> Seen { get; } = [];

        public void Report(SweepProgress value) => Seen.Add(value);
    }
}
