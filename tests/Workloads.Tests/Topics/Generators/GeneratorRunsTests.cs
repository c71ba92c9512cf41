using Workloads.Measuring;
using Workloads.Topics;

namespace Workloads.Tests;

public class GeneratorRunsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 120_000)]
    [InlineData(5, 7)]
    [InlineData]
    public async Task Each_future_wakes_the_task_up_and_the_steps_are_the_same_in_both_runtimes(params int[] values)
    {
        GeneratorRuns runs = await GeneratorRuns.RunAsync(values, Token);

        string[][] rows = [.. runs.ToString().Split('\n')
            .Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        Assert.All(runs.Judge(Claims.A1).Verdicts, verdict => Assert.True(verdict.Ruling == Ruling.Holds, verdict.Reason));
        Assert.Contains(rows,
            row => row.Count(cell => cell == $"StopIteration: the result is {values.Sum()}") == runs.Judge(Claims.A1).Verdicts.Count);
    }

    [Fact]
    public void A_future_that_did_not_wake_it_and_another_result_refute_the_claim()
    {
        var runs = new GeneratorRuns([5, 7], ("a test", new(12, ["wake up: send 5"])),
            ("another", new(11, ["wake up: send 5", "wake up: send 7"])));

        Assert.All(runs.Judge(Claims.A1).Verdicts, verdict => Assert.Equal(Ruling.HoldsNot, verdict.Ruling));
        Assert.Throws<ArgumentException>(() => runs.Judge(Claims.A2));
        Assert.Equal(InBoth.NoPython, new GeneratorRuns([], ("a test", new(0, []))).Judge(Claims.A1).LeftOut);
    }

    [Fact]
    public async Task Values_whose_sum_is_too_large_are_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => GeneratorRuns.RunAsync([int.MaxValue, 1], Token));
}
