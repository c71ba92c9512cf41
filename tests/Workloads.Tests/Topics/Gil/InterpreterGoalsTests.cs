using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class InterpreterGoalsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Without_CPython_what_needs_one_is_not_judged_and_the_rest_is_measured()
    {
        var alone = await LockComparison.MeasureAsync(
            [LockTrial.OneCall(1), LockTrial.TwoThreads(calls: 2, rounds: 1), LockTrial.Sleep(waits: 3)], build: null, rounds: 1, Token);
        GoalMeasurement explored = await InterpreterGoals.ExplorerAsync(rounds: 1, Token);

        Assert.All(alone, row => Assert.True(row.Model > 0 && double.IsNaN(row.Ratio) && row.PythonText == ""));
        Assert.True(Assert.Single(explored.Criteria).Value > 0);
    }

    [Fact]
    public void The_peer_is_3_12_or_the_newest_with_a_GIL()
    {
        CPython twelve = Build("3.12.1"), thirteen = Build("3.13.0"), free = thirteen with { Gil = GilState.Off, IsFreeThreaded = true };

        Assert.Equal(twelve, InterpreterGoals.PeerAmong(new([twelve, thirteen, free], [])));
        Assert.Equal(thirteen, InterpreterGoals.PeerAmong(new([thirteen, free], [])));
        Assert.Null(InterpreterGoals.PeerAmong(new([free], [])));
    }

    [Fact]
    public void A_table_says_of_each_figure_whether_it_keeps_to_its_bound()
    {
        var goals = new GoalTable(
            [
                ("one", new([Criterion.AtMost("takes", 3, 2, static value => $"{value} s") with { Ours = "6", Peer = "2" }], "")),
                ("two", new([Criterion.AtLeast("makes", 5, 5, static value => $"{value}"),
                    Criterion.AtMost("lacks", double.NaN, 1, static value => $"{value}")], "")),
            ],
            Build("3.12.1"),
            MachineFacts.Current);

        Assert.Equal(["missed", "met", "not measured"], goals.ToTable().Rows.Select(row => row[4]));
        Assert.Equal(["one", "takes", "3 s", "≤ 2 s", "missed", "6", "2"], goals.ToTable().Rows[0]);
        Assert.Equal("one: takes 3 s [goal ≤ 2 s, missed]\ntwo: makes 5 [goal ≥ 5, met]", goals.ToString());
        Assert.Equal("takes 3 s", Assert.Single(goals.Missed).Measured);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_two_are_measured_in_turns_and_their_medians_count()
    {
        var order = new List<string>();
        double[] ours = [1, 9, 2], theirs = [4, 8, 4];
        var trial = new LockTrial("what", Unit.Ratio, (_, _) => Next("model", ours), (_, _) => Next("python", theirs));

        LockComparison row = (await LockComparison.MeasureAsync([trial], Build("3.14.0"), rounds: 3, Token))[0];

        Assert.Equal(["model", "python", "model", "python", "model", "python"], order);
        Assert.Equal((2, 4, 0.5), (row.Model, row.Python, row.Ratio));

        Task<double> Next(string who, double[] values)
        {
            order.Add(who);
            return Task.FromResult(values[order.Count(name => name == who) - 1]);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task A_build_without_a_GIL_stands_beside_the_model_without_its_lock()
    {
        var trial = new LockTrial("what", Unit.Ratio, (mode, _) => Task.FromResult(mode == LockMode.None ? 0.6 : 1.2),
            (_, _) => Task.FromResult(double.NaN));

        LockComparison row = (await LockComparison.MeasureAsync([trial], Build("3.13.0") with { Gil = GilState.Off }, rounds: 1, Token))[0];

        Assert.Equal((0.6, ""), (row.Model, row.PythonText));
    }

    private static CPython Build(string version) =>
        new($"/fake/python{version}", new(version), GilState.On, IsFreeThreaded: false, InterpretersModule: null, "PATH");
}
