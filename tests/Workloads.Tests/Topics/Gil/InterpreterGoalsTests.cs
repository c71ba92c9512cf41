using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class InterpreterGoalsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Without_CPython_what_needs_one_is_left_out_and_the_rest_measured()
    {
        GoalTable goals = await InterpreterGoals.MeasureAsync(python: null, full: false, Token);

        Assert.Equal(["vm-speed", "gil-fidelity", "gil-checkpoint", "explorer"], goals.Goals.Select(goal => goal.Name));
        Assert.Equal([1, 6, 1, 2], goals.Goals.Select(goal => goal.Measurement.Criteria.Count));
        Assert.Equal(3, goals.Measured.Count);
        Assert.Equal(7, goals.ToTable().Rows.Count(row => row[4] is "not measured" && row[2] is null));
        Assert.Contains("CPython (not found)", goals.ToTable().Columns.Select(column => column.Header));
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
                ("two", new([Criterion.AtLeast("makes", 5, 5, static value => $"{value}"), Criterion.AtMost("lacks", double.NaN, 1, static value => $"{value}")], "")),
            ],
            Build("3.12.1"),
            MachineFacts.Current);

        Assert.Equal(["missed", "met", "not measured"], goals.ToTable().Rows.Select(row => row[4]));
        Assert.Equal(["one", "takes", "3 s", "≤ 2 s", "missed", "6", "2"], goals.ToTable().Rows[0]);
        Assert.Equal("one: takes 3 s [goal ≤ 2 s, missed]\ntwo: makes 5 [goal ≥ 5, met]", goals.ToString());
        Assert.Equal("takes 3 s", Assert.Single(goals.Missed).Measured);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_cost_of_check_points_is_measured_in_turns()
    {
        CheckPointCost cost = await CheckPointCost.MeasureAsync(size: 15, callers: 20, repeats: 3, Token);

        Assert.Equal((3, 3), (cost.PlainSeconds.Count, cost.CheckedSeconds.Count));
        Assert.True(cost.Plain > TimeSpan.Zero && cost.Ratio > 0);
    }

    private static CPython Build(string version) => new($"/fake/python{version}", new(version), GilState.On, IsFreeThreaded: false, InterpretersModule: null, "PATH");
}
