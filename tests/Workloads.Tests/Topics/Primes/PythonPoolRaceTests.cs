using Workloads.Interpreter;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public class PythonPoolRaceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 120_000)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Pills_that_are_only_swallowed_leave_results_behind(int workers)
    {
        PythonPoolRace race = await PythonPoolRace.RunAsync(await FoundPythons.NewestAsync(), pillsReturned: false, jobs: 20, workers, Token);

        Assert.Equal(20, race.Jobs);
        Assert.InRange(race.Missing, 19, 20);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(0, 1)]
    [InlineData(20, 3)]
    public async Task Pills_that_come_back_leave_none(int jobs, int workers)
    {
        PythonPoolRace race = await PythonPoolRace.RunAsync(await FoundPythons.NewestAsync(), pillsReturned: true, jobs, workers, Token);

        Assert.Equal((jobs, 0), (race.Collected, race.Missing));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_pool_without_workers_is_refused()
    {
        CPython python = await FoundPythons.NewestAsync();

        var failure = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PythonPoolRace.RunAsync(python, pillsReturned: true, workers: 0, cancellationToken: Token));

        Assert.Contains("workers ('0')", failure.Message, StringComparison.Ordinal);
    }
}
