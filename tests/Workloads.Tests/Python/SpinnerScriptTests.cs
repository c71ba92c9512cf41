using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public class SpinnerScriptTests
{
    // Longer and longer: on a busy machine the spinner may start late.
    [Theory(Timeout = Chance.TimeLimit)]
    [InlineData("thread")]
    [InlineData("process")]
    [InlineData("coroutine")]
    public async Task Each_kind_spins_while_its_supervisor_waits(string kind)
    {
        CPython python = await FoundPythons.NewestAsync();

        await Chance.HappensAsync("It spins.", 500, async milliseconds =>
        {
            PythonSpinner spinner = await PythonSpinner.WaitAsync(python, kind, TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMilliseconds(20), cancellationToken: TestContext.Current.CancellationToken);

            // A frame at once, and one for each interval of the time that it really took.
            Assert.InRange(spinner.Frames, 0, 2 + (int)(spinner.Seconds / 0.02));
            Assert.Equal((kind == "coroutine" ? "pending" : "initial", kind == "coroutine" ? "pending" : "started"), (spinner.Facts.Made, spinner.Facts.Started));
            Assert.Equal(kind switch { "thread" => "stopped", "process" => "exit code 0", _ => "cancelled" }, spinner.Facts.Ended);
            Assert.Equal((kind == "coroutine" ? "Task.cancel" : "Event.set", null), (spinner.Facts.StoppedBy, spinner.Facts.Failure));
            Assert.InRange(spinner.Facts.StopSeconds, 0, spinner.Seconds);
            Assert.Equal(kind == "coroutine", spinner.Facts.SpinnerRanOn == spinner.Facts.SlowRanOn);
            return spinner.Frames >= 2;
        });
    }

    [Theory(Timeout = Chance.TimeLimit)]
    [InlineData("thread", "excepthook got SpinnerFailed")]
    [InlineData("process", "exit code 1")]
    [InlineData("coroutine", "exception() gave SpinnerFailed")]
    public async Task Each_supervisor_learns_of_a_failure_in_its_own_way(string kind, string failure)
    {
        CPython python = await FoundPythons.NewestAsync();

        await Chance.HappensAsync("The spinner fails in time.", 500, async milliseconds =>
        {
            PythonSpinner spinner = await PythonSpinner.WaitAsync(
                python, kind, TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMilliseconds(10), failAt: 2, cancellationToken: TestContext.Current.CancellationToken);

            if (spinner.Facts.Failure is null)
                return false;
            Assert.Equal(2, spinner.Frames);
            Assert.Contains(failure, spinner.Facts.Failure, StringComparison.Ordinal);
            return true;
        });
    }

    [Fact(Timeout = Chance.TimeLimit)]
    public async Task The_coroutine_shows_nothing_while_the_loop_is_blocked_and_something_with_naps()
    {
        CPython python = await FoundPythons.NewestAsync();
        TimeSpan interval = TimeSpan.FromMilliseconds(5);

        PythonSpinner blocked = await PythonSpinner.WaitAsync(python, "coroutine", TimeSpan.FromMilliseconds(100), interval, blocking: true, cancellationToken: TestContext.Current.CancellationToken);
        PythonSpinner computing = await PythonSpinner.ComputeAsync(python, "coroutine", 3_333_333_333_301, interval, cancellationToken: TestContext.Current.CancellationToken);
        PythonSpinner napping = await PythonSpinner.ComputeAsync(python, "coroutine", 142_702_110_479_723, interval, divisions: 1_000, TestContext.Current.CancellationToken);

        Assert.Equal(0, blocked.Frames);
        Assert.Equal(("cancelled", ""), (blocked.Facts.Ended, blocked.Facts.SpinnerRanOn));
        Assert.Equal(0, computing.Frames);
        Assert.True(napping.Frames > 2, $"{napping.Frames}");
    }

    [Fact(Timeout = Chance.TimeLimit)]
    public async Task A_flag_is_seen_after_the_nap_and_an_echo_loses_nothing()
    {
        CPython python = await FoundPythons.NewestAsync();

        // Longer and longer naps: on a busy machine the flag may be raised when one is nearly over.
        await Chance.HappensAsync("The flag is seen only after most of a nap.", 300, async milliseconds =>
        {
            PythonStop byFlag = await PythonStop.MeasureAsync(python, byEvent: false, TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
            return byFlag.Latency > TimeSpan.FromMilliseconds(milliseconds) / 3;
        });
        PythonEcho echo = await PythonEcho.TalkAsync(python, clients: 5, messages: 4, TestContext.Current.CancellationToken);

        Assert.Equal(20, echo.Echoed);
    }
}
