using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class LockComparisonTests
{
    private static readonly CPython s_old = Build("3.11.9");
    private static readonly CPython s_locked = Build("3.13.0");
    private static readonly CPython s_free = s_locked with { Path = "/fake/python3.13t", Gil = GilState.Off, IsFreeThreaded = true };
    private static readonly CPython s_new = Build("3.14.0");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_newest_builds_are_chosen_and_every_free_threaded_one()
    {
        var found = new CPythons([s_old, s_locked, s_free, s_new], []);

        Assert.Equal([s_free], LockComparison.Among(found, 0));
        Assert.Equal([s_free, s_new], LockComparison.Among(found, 1));
        Assert.Equal([s_locked, s_free, s_new], LockComparison.Among(found, 2));
        Assert.Equal(found.Builds, LockComparison.Among(found, int.MaxValue));
        Assert.Empty(LockComparison.Among(new([], []), int.MaxValue));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_build_without_a_GIL_stands_beside_the_model_without_its_lock()
    {
        var trial = new LockTrial(
            "what", Unit.Ratio, (mode, _) => mode == LockMode.None ? 0.6 : 1.2, (build, _) => Task.FromResult(build == s_free ? 0.5 : 1.0));

        LockComparison compared = await LockComparison.MeasureAsync([trial], [s_locked, s_free], rounds: 3, Token);

        Assert.Equal([(s_locked, 1.2, 1.0), (s_free, 0.6, 0.5)], compared.Rows.Select(row => (row.Build!, row.Model, row.Python)));
        Assert.All(compared.Rows, row => Assert.Equal(1.2, row.Ratio, 6));
        Assert.Equal(["on", "off"], compared.ToTable().Rows.Select(row => row[2]));
        Assert.Equal("what: the model 1.2×, CPython 3.13.0 1×\nwhat: the model 0.6×, CPython 3.13.0t 0.5×", compared.ToString());
    }

    [Fact(Timeout = 30_000)]
    public async Task The_two_are_measured_in_turns_and_their_medians_count()
    {
        var order = new List<string>();
        double[] ours = [1, 9, 2], theirs = [4, 8, 4];
        var trial = new LockTrial("what", Unit.Ratio, (_, _) => Next("model", ours), (_, _) => Task.FromResult(Next("python", theirs)));

        LockComparison compared = await LockComparison.MeasureAsync([trial], [s_new], rounds: 3, Token);

        Assert.Equal(["model", "python", "model", "python", "model", "python"], order);
        Assert.Equal((2, 4, 0.5), (compared.Rows[0].Model, compared.Rows[0].Python, compared.Rows[0].Ratio));
        Assert.Equal(ours, compared.Rows[0].ModelRounds);
        Assert.Equal(theirs, compared.Rows[0].PythonRounds);
        Assert.Equal(["4× (4× to 8×)", "2× (1× to 9×)"], compared.ToTable().Rows[0].Skip(3).Take(2));

        double Next(string who, double[] values)
        {
            order.Add(who);
            return values[order.Count(name => name == who) - 1];
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task What_a_build_has_not_is_left_empty_and_is_never_the_farthest_off()
    {
        var trial = new LockTrial("hand-overs", Unit.None, (_, _) => 0, (_, _) => Task.FromResult(double.NaN));
        var other = new LockTrial("other", Unit.None, (_, _) => 3, (_, _) => Task.FromResult(2.0));

        LockComparison compared = await LockComparison.MeasureAsync([trial, other], [s_free], cancellationToken: Token);

        Assert.Equal("", compared.Rows[0].PythonText);
        Assert.Null(compared.ToTable().Rows[0][^1]);
        Assert.Equal("other", compared.FarthestOff!.Trial.What);
    }

    // Longer and longer: on a busy machine the thread that has the lock may stand still, and hand nothing over.
    [Fact(Timeout = Chance.TimeLimit)]
    public Task Without_CPython_the_model_stands_alone() => Chance.HappensAsync("Every trial has a figure of the model.", 100, async milliseconds =>
    {
        LockTrial[] trials =
        [
            LockTrial.OneCall(1), LockTrial.TwoThreads(calls: 2, repeats: 1), LockTrial.Hashing(repeats: 1),
            LockTrial.HandOvers(TimeSpan.FromMilliseconds(0.5), duration: TimeSpan.FromMilliseconds(milliseconds)), LockTrial.Sleep(waits: 3), LockTrial.Echo(0, messages: 3),
        ];

        LockComparison compared = await LockComparison.MeasureAsync(trials, [], cancellationToken: Token);

        Assert.Equal(trials, compared.Rows.Select(row => row.Trial));
        Assert.All(compared.Rows, row => Assert.True(row.Model >= 0 && double.IsNaN(row.Python) && row.Build is null));
        Assert.Null(compared.FarthestOff);
        Assert.Contains("not found", compared.ToTable().ToString(), StringComparison.Ordinal);
        return compared.Rows.All(row => row.Model > 0);
    });

    [Fact(Timeout = 120_000)]
    public async Task A_free_threaded_build_s_own_figures_stand_in_its_row()
    {
        using var fakes = new FakePythons();
        string executable = fakes.Add("bin/python3.13t", """
            for argument in "$@"; do script=$argument; done
            case "$script" in
              *probe.py) echo '{"path": "'"$0"'", "version": "3.13.0", "implementation": "CPython", "gil_is_on": false, "free_threaded": true, "interpreters_module": null}' ;;
              *gil_two_threads.py) read request; echo '{"result": {"one_thread_seconds": [1.0, 1.0], "threads_seconds": [0.5, 0.5]}}' ;;
              *gil_hand_overs.py) read request; echo '{"result": {"a_second": []}}' ;;
            esac
            """);
        CPythons found = await new PythonSearch { Variable = name => name == "WORKLOADS_PYTHON" ? executable : null, Deadline = TimeSpan.FromMinutes(1) }.FindAsync();

        LockComparison compared = await LockComparison.MeasureAsync(
            [LockTrial.TwoThreads(calls: 2, repeats: 2), LockTrial.HandOvers(duration: TimeSpan.FromMilliseconds(50))], LockComparison.Among(found, 0), cancellationToken: Token);

        Assert.Equal(["CPython 3.13.0t", "CPython 3.13.0t"], compared.Rows.Select(row => row.Build!.Name));
        Assert.Equal((0.5, "0.5×"), (compared.Rows[0].Python, compared.Rows[0].PythonText));
        Assert.Equal((0.0, ""), (compared.Rows[1].Model, compared.Rows[1].PythonText));
        Assert.Equal(["off", "off"], compared.ToTable().Rows.Select(row => row[2]));
    }

    [Fact(Timeout = Chance.TimeLimit)]
    public async Task Each_trial_has_a_figure_of_a_real_CPython()
    {
        CPython python = await FoundPythons.NewestAsync();

        // As above: its threads too may stand still.
        await Chance.HappensAsync("Every trial has a figure of CPython.", 100, async milliseconds =>
        {
            LockTrial[] trials =
            [
                LockTrial.OneCall(1), LockTrial.TwoThreads(calls: 2, repeats: 1), LockTrial.Hashing(repeats: 1),
                LockTrial.HandOvers(duration: TimeSpan.FromMilliseconds(milliseconds)), LockTrial.Sleep(TimeSpan.FromMilliseconds(1), waits: 3), LockTrial.Echo(1, messages: 3),
            ];

            LockComparison compared = await LockComparison.MeasureAsync(trials, [python], cancellationToken: Token);

            Assert.All(compared.Rows, row => Assert.True(row.Model >= 0));
            return compared.Rows.All(row => row.Python > 0 || python.Gil == GilState.Off);
        });
    }

    private static CPython Build(string version) => new($"/fake/python{version}", new(version), GilState.On, IsFreeThreaded: false, InterpretersModule: null, "PATH");
}
