using Workloads.Benchmarks.Goals;
using Workloads.Benchmarks.Tests.CommandLine;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Python;

namespace Workloads.Benchmarks.Tests.Goals;

public class GoalRunnerTests
{
    [Fact(Timeout = 30_000)]
    public async Task A_goal_that_is_missed_is_measured_once_more_and_the_line_says_so()
    {
        var noisy = new FakeGoal("noisy", () => FakeGoal.Taking(9), () => FakeGoal.Taking(4));
        var slow = new FakeGoal("slow", () => FakeGoal.Taking(9), () => FakeGoal.Taking(8), () => FakeGoal.Taking(1));

        (int code, string output) = await BenchmarksCommandTests.RunAsync(["goals"], noisy, slow);

        Assert.Equal(1, code);
        Assert.Equal((2, 2), (noisy.Measured, slow.Measured));
        Assert.Contains("noisy           met     a call takes 4 ms [goal ≤ 5 ms]; elsewhere 7 ms (measured twice)\n", output,
            StringComparison.Ordinal);
        Assert.Contains("slow            missed  a call takes 8 ms [goal ≤ 5 ms, missed]; elsewhere 7 ms (measured twice)\n", output,
            StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_needs_something_missing_is_skipped_with_the_reason_and_is_not_met()
    {
        var whole = new FakeGoal("whole", () => throw new GoalSkippedException("no compiler is here"));
        var part = new FakeGoal("part", () => FakeGoal.Taking(3) with { LeftOut = ["CPython is not here"] });
        var none = new FakeGoal("none", () => new([], "") { LeftOut = ["there is one core alone"] });

        (int code, string output) = await BenchmarksCommandTests.RunAsync(["goals"], whole, part, none);

        Assert.Equal(1, code);
        Assert.Contains("whole           skipped no compiler is here\n", output, StringComparison.Ordinal);
        Assert.Contains("part            skipped a call takes 3 ms [goal ≤ 5 ms]; elsewhere 7 ms; left out: CPython is not here\n", output,
            StringComparison.Ordinal);
        Assert.Contains("none            skipped left out: there is one core alone\n", output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_part_that_is_missed_outweighs_one_that_is_left_out()
    {
        static GoalMeasurement Half() => FakeGoal.Taking(9) with { LeftOut = ["CPython is not here"] };

        (_, string output) = await BenchmarksCommandTests.RunAsync(["goals"], new FakeGoal("half", Half, Half));

        Assert.StartsWith("half            missed ", output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_measurement_that_fails_is_missed_with_its_message_in_one_line()
    {
        static GoalMeasurement Fail() => throw new InvalidOperationException("the runner died [badly]\nsomewhere");

        (int code, string output) = await BenchmarksCommandTests.RunAsync(["goals"], new FakeGoal("broken", Fail, Fail));

        Assert.Equal(1, code);
        Assert.StartsWith("broken          missed  not measured: the runner died [badly] (measured twice)\n", output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_bound_is_kept_when_it_is_just_reached()
    {
        static string Text(double value) => $"{value}";

        Assert.True(Criterion.AtMost("x", 5, 5, Text).IsMet);
        Assert.False(Criterion.AtMost("x", 5.1, 5, Text).IsMet);
        Assert.True(Criterion.AtLeast("x", 5, 5, Text).IsMet);
        Assert.False(Criterion.AtLeast("x", 4.9, 5, Text).IsMet);
        Assert.False(Criterion.AtMost("x", double.NaN, 5, Text).IsMet);
    }
}
