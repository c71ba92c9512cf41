using FsCheck;
using FsCheck.Fluent;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Models;

namespace Workloads.Tests;

public class CrossoverTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_search_finds_the_edge_and_the_band_and_asks_for_few_sizes() => Check.QuickThrowOnFailure(Prop.ForAll(
        Arb.From(
            from min in Gen.Choose(0, 50)
            from length in Gen.Choose(0, 100_000)
            from edge in Gen.Choose(0, length + 1)
            from band in Gen.Choose(0, Math.Min(edge, 20))
            select (min, max: min + length, undecidedFrom: min + edge - band, fasterFrom: min + edge)),
        plan =>
        {
            CrossoverResult result = Search(plan.min, plan.max, size =>
                size >= plan.fasterFrom ? ProbeVerdict.Faster : size >= plan.undecidedFrom ? ProbeVerdict.Undecided : ProbeVerdict.Slower);

            long? expected = plan.fasterFrom <= plan.max ? plan.fasterFrom : null;
            bool edge = result.Size == expected;
            bool band = expected is null
                || result.Undecided == (plan.undecidedFrom < plan.fasterFrom ? ((long, long)?)(plan.undecidedFrom, plan.fasterFrom - 1)
                    : null);
            return edge && band && result.Probes.Count <= CrossoverSearch.MostProbes(plan.min, plan.max);
        }));

    [Fact]
    public void Sizes_that_take_too_long_are_worked_around() => Check.QuickThrowOnFailure(Prop.ForAll(
        Arb.From(from faster in Gen.Choose(0, 1_000) from tooLong in Gen.Choose(1, 1_000) select (faster, tooLong)),
        plan =>
        {
            CrossoverResult result = Search(0, 1_000, size =>
                size >= plan.tooLong ? ProbeVerdict.TooLong : size >= plan.faster ? ProbeVerdict.Faster : ProbeVerdict.Slower);

            return plan.faster < plan.tooLong
                ? result.Size == plan.faster
                : result.Size is null && result.Outcome == CrossoverOutcome.NotWithinTime && result.SlowerUpTo == plan.tooLong - 1;
        }));

    [Theory]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    public void The_search_copes_with_the_largest_sizes(long fasterFrom, long expected) =>
        Assert.Equal(expected, Search(0, long.MaxValue, size => size >= fasterFrom ? ProbeVerdict.Faster : ProbeVerdict.Slower).Size);

    [Fact]
    public void Outcomes_are_told_in_a_sentence()
    {
        Assert.Equal(
            "For 10 calls of w, c beats b at the smallest size, 3, already.", Search(3, 9, _ => ProbeVerdict.Faster).ToString());
        Assert.Equal(
            "For 10 calls of w, c never beats b from size 3 to 9.", Search(3, 9, _ => ProbeVerdict.Slower).ToString());
        Assert.Equal(
            "For 10 calls of w, c and b cannot be told apart; sizes 3 to 9 are too close to call.",
            Search(3, 9, _ => ProbeVerdict.Undecided).ToString());
        Assert.Equal(
            "For 10 calls of w, c beats b from size 6 on; size 5 is too close to call.",
            Search(3, 9, size => size < 5 ? ProbeVerdict.Slower : size == 5 ? ProbeVerdict.Undecided : ProbeVerdict.Faster).ToString());
    }

    [Fact]
    public void A_challenger_that_the_largest_sizes_leave_undecided_is_not_said_to_never_win()
    {
        Assert.Equal(
            "For 10 calls of w, c is slower than b up to size 4; sizes 6 to 9 are too close to call.",
            Search(3, 9, size => size < 5 ? ProbeVerdict.Slower : ProbeVerdict.Undecided).ToString());
        Assert.Equal(
            "For 10 calls of w, c is slower than b up to size 4; size 6 is too close to call, and larger ones could not be compared in time.",
            Search(3, 9, size => size < 6 ? ProbeVerdict.Slower : size == 6 ? ProbeVerdict.Undecided : ProbeVerdict.TooLong).ToString());
        Assert.Equal(
            "For 10 calls of w, c does not beat b at any size whose comparison ended in time.",
            Search(3, 9, size => size < 6 ? ProbeVerdict.Slower : ProbeVerdict.TooLong).ToString());
    }

    [Fact]
    public void An_interval_holds_the_true_median_as_often_as_it_promises()
    {
        var random = new Random(1);
        int held = 0;
        const int trials = 2_000;

        for (int trial = 0; trial < trials; trial++)
        {
            // A skewed noise with a median of 1, as measured times have.
            Estimate interval = MedianInterval.Of([.. Enumerable.Range(0, 16).Select(_ => Skewed(random))], error: 0.05);
            held += interval.Holds(1) ? 1 : 0;
        }

        Assert.InRange(held, trials * 0.95, trials);
    }

    [Fact(Timeout = 60_000)]
    public async Task Noise_alone_rarely_makes_a_winner_and_a_real_difference_nearly_always_does()
    {
        var random = new Random(2);
        int falseWinners = 0, rightWinners = 0;
        const int trials = 60;

        for (int trial = 0; trial < trials; trial++)
        {
            CrossoverResult equal = await Fakes(_ => 10 * Skewed(random), _ => 10 * Skewed(random)).FindAsync(Token);
            CrossoverResult faster = await Fakes(_ => 5 * Skewed(random), _ => 10 * Skewed(random)).FindAsync(Token);
            falseWinners += equal.Probes.Any(probe => probe.Verdict != ProbeVerdict.Undecided) ? 1 : 0;
            rightWinners += faster.Size is not null ? 1 : 0;
        }

        Assert.InRange(falseWinners, 0, 0.06 * trials);
        Assert.InRange(rightWinners, 0.95 * trials, trials);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_comparison_stops_at_the_first_look_that_decides_it()
    {
        CrossoverResult result = await Fakes(_ => 5, _ => 10).FindAsync(Token);

        Assert.Equal(new(0, InTurns.MinRounds, 0.5, 0.5, 0.5, ProbeVerdict.Faster), Assert.Single(result.Probes));
    }

    [Fact(Timeout = 30_000)]
    public async Task Sizes_that_a_sweep_has_measured_are_not_measured_again()
    {
        var journal = new List<string>();
        Crossover crossover = Fakes(size => 5 + (0.5 * size), size => size, journal) with { MaxSize = 20, MinSize = 1 };
        SweepResult sweep = await new Sweep
        {
            Workload = Workload.Nothing, Sizes = [1, 5, 15, 20], Models = [crossover.Baseline, crossover.Challenger],
            WarmUp = TimeSpan.Zero, MinimumTime = TimeSpan.Zero, Control = static () => Task.FromResult(0.5),
        }.RunAsync(Token);
        journal.Clear();

        CrossoverResult result = await (crossover with { Known = sweep }).FindAsync(Token);

        // Both take the same at 10: between 5 and 15 it searches, and nowhere else.
        Assert.Equal((11L, 9L), (result.Size, result.SlowerUpTo));
        Assert.Equal([1, 5, 15, 20], result.Probes.Select(probe => probe.Size).Except(journal.Select(long.Parse)));
        Assert.All(journal.Select(long.Parse), size => Assert.InRange(size, 6, 14));
    }

    [Fact]
    public void A_size_at_which_a_larger_one_contradicts_it_does_not_count_as_the_crossover() => Assert.Equal(
        8, Search(3, 9, size => size is 4 or > 7 ? ProbeVerdict.Faster : ProbeVerdict.Slower, known: [4, 6, 9]).Size);

    [Fact(Timeout = 60_000)]
    public async Task Two_models_cross_where_their_times_do()
    {
        var random = new Random(3);
        TimeSpan Noisy(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds * (1 + 0.1 * random.NextDouble()));
        var crossover = new Crossover
        {
            Challenger = new FakeModel("pool", calls => Noisy(5 + 0.5 * calls.SizeOf(0))),
            Baseline = new FakeModel("alone", calls => Noisy(calls.SizeOf(0))),
            Workload = Workload.Nothing,
            Callers = 4,
            MinSize = 1,
            MaxSize = 1_000_000,
            WarmUp = TimeSpan.FromMilliseconds(1),
            TimePerSize = TimeSpan.FromMinutes(1), // the times are made up, the clock is not
        };

        CrossoverResult result = await crossover.FindAsync(Token);

        Assert.Equal(CrossoverOutcome.Found, result.Outcome);
        Assert.InRange(result.Size!.Value, 9, 12);
        Assert.InRange(result.SlowerUpTo!.Value, 7, 11);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_cancelled_search_returns_its_probes()
    {
        using var cancellation = new CancellationTokenSource();
        var crossover = new Crossover
        {
            Challenger = new FakeModel("c", calls => calls.SizeOf(0) < 100 ? TimeSpan.FromMilliseconds(2) : Cancel()),
            Baseline = new FakeModel("b", _ => TimeSpan.FromMilliseconds(1)),
            Workload = Workload.Nothing,
            Callers = 1,
            MaxSize = 1_000,
            WarmUp = TimeSpan.Zero,
            TimePerSize = TimeSpan.FromMinutes(1), // as above
        };

        CrossoverResult result = await crossover.FindAsync(cancellation.Token);

        Assert.Equal(CrossoverOutcome.Cancelled, result.Outcome);
        Assert.Equal([0, 1, 3, 7, 15, 31, 63], result.Probes.Select(probe => probe.Size));

        TimeSpan Cancel()
        {
            cancellation.Cancel();
            return TimeSpan.FromMilliseconds(1);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task A_size_whose_calls_never_end_in_time_does_not_hold_up_the_search()
    {
        var crossover = new Crossover
        {
            Challenger = new ThreadPoolModel(),
            Workload = Workload.Wait,
            Callers = 2,
            MinSize = 100_000,
            MaxSize = 200_000,
            TimePerSize = TimeSpan.FromMilliseconds(100),
        };

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        CrossoverResult result = await crossover.FindAsync(limit.Token);

        Assert.Equal(CrossoverOutcome.NotWithinTime, result.Outcome);
    }

    [Fact]
    public async Task What_a_model_refuses_and_what_is_out_of_range_is_said_at_once()
    {
        var crossover = new Crossover
        {
            Challenger = new DedicatedThreadsModel(10),
            Workload = Workload.Fibonacci,
            Callers = 11,
            MaxSize = 30
        };

        var threads = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => crossover.FindAsync(Token));
        var order = await Assert.ThrowsAsync<ArgumentException>(() => (crossover with { MinSize = 31 }).FindAsync(Token));

        Assert.Contains("at most 10", threads.Message, StringComparison.Ordinal);
        Assert.Contains("The smallest size, 31, lies above the largest, 30.", order.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => crossover with { MaxPairs = 5 });
        Assert.Throws<ArgumentOutOfRangeException>(() => crossover with { TimePerSize = TimeSpan.Zero });
    }

    private static double Skewed(Random random) =>
        Math.Exp(0.2 * Math.Log(random.NextDouble() / (1 - random.NextDouble()))) is var noise && noise > 0 ? noise : 1;

    /// <summary>Two models at size 0, whose times in milliseconds are made up.</summary>
    private static Crossover Fakes(Func<long, double> challenger, Func<long, double> baseline, List<string>? journal = null)
    {
        FakeModel Model(string name, Func<long, double> time) => new(name, calls =>
        {
            journal?.Add($"{calls.SizeOf(0)}");
            return TimeSpan.FromMilliseconds(time(calls.SizeOf(0)));
        });
        return new()
        {
            Challenger = Model("challenger", challenger), Baseline = Model("sequential", baseline), Workload = Workload.Nothing,
            Callers = 1, MaxSize = 0,
            WarmUp = TimeSpan.Zero, TimePerSize = TimeSpan.FromMinutes(1), // the times are made up, the clock is not
        };
    }

    private static CrossoverResult Search(long min, long max, Func<long, ProbeVerdict> verdict, long[]? known = null)
    {
        CrossoverProbe Probe(long size) => new(size, 9, 1, 1, 1, verdict(size));
        var search = new CrossoverSearch(min, max, size => Task.FromResult(Probe(size)), (known ?? []).Select(Probe));
        search.RunAsync().GetAwaiter().GetResult();
        return new("c", "b", "w", 10, min, max, search.Probes, isComplete: true);
    }
}
