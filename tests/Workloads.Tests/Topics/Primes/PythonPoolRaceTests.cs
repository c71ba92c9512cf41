using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public class PythonPoolRaceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 120_000)]
    [InlineData(0, 1)]
    [InlineData(20, 1)]
    [InlineData(20, 3)]
    public async Task Pills_that_are_only_swallowed_leave_results_behind_and_those_that_come_back_leave_none(int jobs, int workers)
    {
        PythonPoolRace race = await PythonPoolRace.RunAsync(await FoundPythons.NewestAsync(), jobs, workers, Token);

        Assert.Equal((jobs, jobs), (race.Jobs, race.Returned));
        Assert.InRange(race.Swallowed, 0, Math.Min(1, jobs));
    }

    [Fact]
    public async Task A_pool_without_workers_is_refused()
    {
        var failure = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => PythonPoolRace.ShowAsync(workers: 0, cancellationToken: Token));

        Assert.Contains("workers ('0')", failure.Message, StringComparison.Ordinal);
    }
}
