using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Topics;

namespace Workloads.Tests;

public class RuntimeRunTests
{
    private const int TimeLimit = 120_000;

    // Longer and longer: on a busy machine the first call may take all the time that there is, or begin late.
    [Fact(Timeout = Chance.TimeLimit)]
    public Task A_child_calls_the_workload_one_call_after_the_other() => Chance.HappensAsync("The first call begins at once, and others follow.", 50, async milliseconds =>
    {
        RuntimeRun run = await RuntimeRun.RunAsync(RuntimeSetting.Default, Workload.Fibonacci, 15, TimeSpan.FromMilliseconds(milliseconds), TestContext.Current.CancellationToken);

        Assert.All(run.Calls.Zip(run.Calls.Skip(1)), pair => Assert.True(pair.Second.At >= pair.First.At + pair.First.Took - TimeSpan.FromMicroseconds(1)));
        Assert.True(run.Start > TimeSpan.Zero && run.CompileTime > TimeSpan.Zero && run.Steady > 0);
        return run.Calls.Count > 1 && run.Calls[0].At < TimeSpan.FromMicroseconds(50);
    });

    [Fact(Timeout = TimeLimit)]
    public async Task A_child_goes_on_until_its_compiler_has_been_quiet_for_a_while()
    {
        RuntimeRun run = await RuntimeRun.RunAsync(RuntimeSetting.Default, Workload.Fibonacci, 20, TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken);

        Assert.NotNull(run.Settled);
        Assert.True(run.Calls[^1].At + run.Calls[^1].Took >= run.Settled + RuntimeRun.QuietTime, $"settled after {run.Settled}, ended after {run.Calls[^1].At}");
    }

    [Fact]
    public void Calls_before_the_last_compilation_do_not_count_as_steady()
    {
        CallTime[] calls = [.. Enumerable.Range(0, 1_000).Select(call => new CallTime(TimeSpan.FromMilliseconds(call), TimeSpan.FromMicroseconds(call < 950 ? 80 : 20)))];
        var run = new RuntimeRun(RuntimeSetting.Default, Workload.Fibonacci, 20, calls, TimeSpan.FromMilliseconds(50), 60, TimeSpan.FromMilliseconds(10));

        Assert.Equal(80e-6, run.Steady, 1e-9);
        Assert.Equal(20e-6, (run with { Settled = TimeSpan.FromMilliseconds(950) }).Steady, 1e-9);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_setting_reaches_the_child()
    {
        RuntimeSetting notAhead = RuntimeSetting.All.Single(setting => setting.Switches.Any(one => one.Variable == "DOTNET_ReadyToRun"));

        RuntimeRun usual = await RuntimeRun.RunAsync(RuntimeSetting.Default, Workload.Nothing, 0, TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken);
        RuntimeRun compiled = await RuntimeRun.RunAsync(notAhead, Workload.Nothing, 0, TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken);

        // What was compiled ahead in the runtime's own libraries has to be compiled now.
        Assert.True(compiled.MethodsCompiled > 3 * usual.MethodsCompiled, $"{compiled.MethodsCompiled} and {usual.MethodsCompiled} methods");
    }

    [Fact(Timeout = TimeLimit)]
    public async Task What_cannot_be_called_is_refused_before_a_child_starts()
    {
        CancellationToken token = TestContext.Current.CancellationToken;

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => RuntimeRun.RunAsync(RuntimeSetting.Default, Workload.Fibonacci, -1, cancellationToken: token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => RuntimeRun.RunAsync(RuntimeSetting.Default, Workload.Fibonacci, 1, TimeSpan.Zero, token));
        await Assert.ThrowsAsync<ArgumentException>(() => RuntimeRun.RunAsync(RuntimeSetting.Default, new Workload("my own", size => size), 1, cancellationToken: token));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_cancelled_run_ends_its_child()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RuntimeRun.RunAsync(RuntimeSetting.Default, Workload.Fibonacci, 20, RuntimeRun.MaxDuration, source.Token));
    }

    [Fact]
    public void The_curve_shows_a_step_where_the_calls_became_faster()
    {
        CallTime[] calls = [.. Enumerable.Range(0, 1_000).Select(call => new CallTime(TimeSpan.FromMilliseconds(call), TimeSpan.FromMicroseconds(call < 100 ? 80 : 20)))];
        var run = new RuntimeRun(RuntimeSetting.Default, Workload.Fibonacci, 20, calls, TimeSpan.FromMilliseconds(50), 60, TimeSpan.FromMilliseconds(10));

        RuntimeRun[] runs = [run];
        var line = Assert.IsType<Line>(Assert.Single(runs.ToFigure().Series));

        Assert.Equal(20e-6, run.Steady, 1e-9);
        Assert.InRange(line.X.Count, 10, 60);
        Assert.Equal(80e-6, line.Y[0], 1e-9);
        Assert.Equal(20e-6, line.Y[^1], 1e-9);
        Assert.Equal(line.X.Order(), line.X);
    }
}
