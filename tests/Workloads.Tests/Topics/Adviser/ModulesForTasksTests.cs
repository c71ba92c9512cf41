using Workloads.Measuring;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class ModulesForTasksTests
{
    [Theory]
    [InlineData(0.5, 8, Ruling.Holds)]
    [InlineData(1.0, 8, Ruling.HoldsNot)]
    [InlineData(0.5, 1, Ruling.HoldsNot)]
    internal void Processes_are_for_computing_where_they_take_less_time_than_threads_and_cost_more_to_start(double processes, double start,
        Ruling ruling)
    {
        if (Environment.ProcessorCount == 1)
            Required.Skip("There is one core.");
        Assert.Equal(ruling, Judged(processes, start, rounds: 15).Ruling);
    }

    [Fact]
    public void Few_rounds_decide_nothing() => Assert.Equal(Ruling.Undecided, Judged(0.5, 8, rounds: 3).Ruling);

    [Fact(Timeout = 120_000)]
    public async Task Both_runtimes_are_measured()
    {
        var measured = await ModulesForTasks.MeasureAsync(calls: 2, waitMilliseconds: 1, fibSize: 5, pythonFibSize: 5, rounds: 1,
            TestContext.Current.CancellationToken);

        Assert.Equal(10, measured.Times.DotNet.Names.Count);
        await FoundPythons.NewestAsync();
        Assert.Equal(measured.Times.DotNet.Names, measured.Times.Python!.Names);
    }

    [Theory]
    [InlineData(1, 1, 1, "2 to 1,000")]
    [InlineData(2, 0, 1, "1 to 10,000")]
    [InlineData(2, 1, 41, "0 to 40")]
    public async Task What_cannot_be_measured_is_refused_with_what_is_allowed(int calls, int milliseconds, int size, string allowed) =>
        Assert.Contains(allowed,
            (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ModulesForTasks.MeasureAsync(calls, milliseconds, size))).Message);

    [Fact]
    public void It_judges_no_other_claim() =>
        Assert.Throws<ArgumentException>(() => new ModulesForTasks(new(Made(0.5, 8, 9))).Judge(Claims.D8));

    private static Verdict Judged(double processes, double start, int rounds) =>
        Assert.Single(new ModulesForTasks(new(Made(processes, start, rounds))).Judge(Claims.D7).Verdicts);

    private static Turns Made(double processes, double start, int rounds)
    {
        (string Name, double Seconds)[] ways =
        [
            (ModulesForTasks.InTurn, 1), (ModulesForTasks.OnLoop, 0.1), (ModulesForTasks.ByThreads, 0.1), (ModulesForTasks.Alone, 1),
            (ModulesForTasks.Threads, 1),
            (ModulesForTasks.Processes, processes), (ModulesForTasks.ThreadsStart, 1), (ModulesForTasks.ProcessesStart, start),
            (ModulesForTasks.ThreadsTalk, 1), (ModulesForTasks.ProcessesTalk, 5),
        ];
        return new([.. ways.Select(way => way.Name)],
            [.. ways.Select(way => (IReadOnlyList<double>)[.. Enumerable.Repeat(way.Seconds, rounds)])]);
    }
}
