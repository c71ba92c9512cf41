using Workloads.Measuring;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public class CallClaimsTests
{
    private const string DotNet = ".NET 10.0.0", Python = "CPython 3.13.0";

    [Theory]
    [InlineData(0.004, Ruling.Holds)]
    [InlineData(0.4, Ruling.HoldsNot)]
    [InlineData(0.02, Ruling.Undecided)]
    internal void A3_holds_where_one_thread_takes_a_few_milliseconds(double seconds, Ruling expected) =>
        Assert.Equal(expected, Only(Measured([.. Rows(DotNet, "sequential", 10, 1_000, seconds)]).Judge(Claims.A3)).Ruling);

    [Theory]
    [InlineData(3, Ruling.Holds)]
    [InlineData(0.6, Ruling.HoldsNot)]
    [InlineData(1.1, Ruling.Undecided)]
    internal void A4_holds_where_the_pool_of_threads_takes_longer(double ratio, Ruling expected)
    {
        SweepResult result =
            Measured([.. Rows(DotNet, "sequential", 10, 1_000, 0.01), .. Rows(DotNet, "thread pool", 10, 1_000, 0.01 * ratio)]);

        Verdict verdict = Only(result.Judge(Claims.A4));

        Assert.Equal(expected, verdict.Ruling);
        Assert.StartsWith("For fib(10) × 1,000 a pool of threads takes", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A4_counts_the_pool_with_its_start_where_that_was_measured()
    {
        SweepResult result = Measured(
            [.. Rows(Python, "sequential", 10, 1_000, 0.01), .. Rows(Python, "thread pool", 10, 1_000, 0.001),
                .. Rows(Python, "thread pool with start-up", 10, 1_000, 0.03)]);

        Assert.Equal(Ruling.Holds, Only(result.Judge(Claims.A4)).Ruling);
    }

    [Theory]
    [InlineData(1, 0.55, Ruling.Holds)]
    [InlineData(0.52, 0.55, Ruling.HoldsNot)]
    [InlineData(1, 1.1, Ruling.HoldsNot)]
    [InlineData(1, 0.77, Ruling.Undecided)]
    internal void A8_holds_where_processes_gain_and_threads_do_not(double threads, double processes, Ruling expected) =>
        Assert.Equal(expected, Only(Ways(Python, 25, 1_000, threads, processes).Judge(Claims.A8)).Ruling);

    [Fact]
    public void A8_is_judged_for_each_runtime_by_itself_and_never_by_the_documents_rows()
    {
        SweepResult both = Ways(DotNet, 25, 1_000, 0.5, 0.5).With(Ways(Python, 25, 60, 1, 0.6).Rows).With(DocumentFigures.Fibonacci);

        Judgement judgement = both.Judge(Claims.A8);

        Assert.Equal([(DotNet, Ruling.HoldsNot), (Python, Ruling.Holds)],
            judgement.Verdicts.Select(verdict => (verdict.Runtime, verdict.Ruling)));
        Assert.Contains("For fib(25) × 60 a pool of processes takes 0.5", judgement.Verdicts[1].Reason, StringComparison.Ordinal);
        Assert.Equal("", judgement.LeftOut);
    }

    [Fact]
    public void A8_is_undecided_with_more_than_the_cores_can_give_with_one_core_with_small_sizes_and_beside_other_programs()
    {
        Verdict impossible = Only(Ways(DotNet, 25, 1_000, 1, 0.2).Judge(Claims.A8));
        Verdict oneCore = Only(new SweepResult(Ways(DotNet, 25, 1_000, 1, 0.5).Rows, Machine(cores: 1)).Judge(Claims.A8));
        Verdict small = Only(Ways(DotNet, 15, 1_000, 1, 0.5).Judge(Claims.A8));
        Verdict disturbed = Only(
            new SweepResult(Ways(DotNet, 25, 1_000, 1, 0.5).Rows,
                Machine()) { Disturbance = "other programs used 1 of 2 cores meanwhile." }.Judge(Claims.A8));

        Assert.All([impossible, oneCore, small, disturbed], verdict => Assert.Equal(Ruling.Undecided, verdict.Ruling));
        Assert.Contains("250 % of what 2 cores can give cannot be", impossible.Reason, StringComparison.Ordinal);
        Assert.Contains("one core", oneCore.Reason, StringComparison.Ordinal);
        Assert.Contains("fib(20) or larger", small.Reason, StringComparison.Ordinal);
        Assert.Contains("other programs", disturbed.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(18, 300, Ruling.Holds)]
    [InlineData(8, 9, Ruling.HoldsNot)]
    [InlineData(0.5, 300, Ruling.HoldsNot)]
    internal void A9_holds_where_one_thread_is_fastest_and_processes_are_slowest_by_far(double threads, double processes,
        Ruling expected) =>
        Assert.Equal(expected, Only(Ways(DotNet, 0, 10_000, threads, processes).Judge(Claims.A9)).Ruling);

    [Fact]
    public void Too_few_repeats_decide_nothing()
    {
        SweepResult result =
            Measured([.. Rows(DotNet, "sequential", 10, 1_000, 0.01).Take(3), .. Rows(DotNet, "thread pool", 10, 1_000, 0.03).Take(3)]);

        Assert.Equal(Ruling.Undecided, Only(result.Judge(Claims.A4)).Ruling);
    }

    [Fact]
    public void Without_a_CPython_the_judgement_says_so() =>
        Assert.Equal("No CPython was measured.", Ways(DotNet, 25, 1_000, 1, 0.5).Judge(Claims.A8).LeftOut);

    [Fact]
    public void A_claim_that_a_sweep_says_nothing_of_is_refused()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Ways(DotNet, 25, 1_000, 1, 0.5).Judge(Claims.B12));

        Assert.Contains("A3, A4, A8, A9, C11", refusal.Message, StringComparison.Ordinal);
    }

    private static Verdict Only(Judgement judgement) => Assert.Single(judgement.Verdicts);

    private static SweepResult Ways(string runtime, long size, int callers, double threads, double processes) => Measured(
        [.. Rows(runtime, "sequential", size, callers, 1), .. Rows(runtime, "thread pool", size, callers, threads),
            .. Rows(runtime, "processes", size, callers, processes)]);

    private static SweepResult Measured(IEnumerable<Timing> rows) => new(rows, Machine());

    private static MachineFacts Machine(int cores = 2) => MachineFacts.Unknown with { UsableCores = cores };

    /// <summary>Fifteen repeats that differ by up to 2 %, in each model in another order.</summary>
    private static IEnumerable<Timing> Rows(string runtime, string model, long size, int callers, double seconds) => Enumerable.Range(0, 15)
        .Select(repeat => new Timing(runtime, model, "fibonacci", size, callers, 2, repeat,
            seconds * (1 + (0.02 * (repeat * (3 + model.Length) % 17) / 17))));
}
