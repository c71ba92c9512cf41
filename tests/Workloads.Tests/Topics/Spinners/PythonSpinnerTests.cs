using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public class PythonSpinnerTests
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
            SpinnerRun spinner =
                await PythonSpinner.SuperviseAsync(python, kind, SlowWork.Wait(TimeSpan.FromMilliseconds(milliseconds)), Every(20),
                    TestContext.Current.CancellationToken);

            // A frame at once, and one for each interval of the time that it really took.
            Assert.InRange(spinner.Frames.Count, 0, 2 + (int)(spinner.Elapsed.TotalSeconds / 0.02));
            Assert.Equal((kind == "coroutine" ? "pending" : "initial", kind == "coroutine" ? "pending" : "started"),
                (spinner.Facts.Created, spinner.Facts.Started));
            Assert.Equal(kind switch { "thread" => "stopped", "process" => "exit code 0", _ => "cancelled" }, spinner.Facts.Ended);
            Assert.Equal((kind == "coroutine" ? "Task.cancel" : "Event.set", null), (spinner.Facts.StoppedBy, spinner.Facts.Failure));
            Assert.InRange(spinner.Facts.StopLatency, TimeSpan.Zero, spinner.Elapsed);
            Assert.Equal(kind switch { "thread" => "nothing", "process" => "terminate, kill", _ => "cancel" }, spinner.Facts.EndedBy);
            Assert.Equal(kind == "coroutine", spinner.Facts.SpinnerRanOn == spinner.Facts.SlowRanOn);
            return spinner.Frames.Count >= 2;
        });
    }

    [Theory(Timeout = Chance.TimeLimit)]
    [InlineData("thread", "SpinnerFailed, given to threading.excepthook")]
    [InlineData("process", "exit code 1")]
    [InlineData("coroutine", "exception() gave SpinnerFailed")]
    public async Task Each_supervisor_learns_of_a_failure_in_its_own_way(string kind, string failure)
    {
        CPython python = await FoundPythons.NewestAsync();

        await Chance.HappensAsync("The spinner fails in time.", 500, async milliseconds =>
        {
            SpinnerRun spinner = await PythonSpinner.SuperviseAsync(
                python, kind, SlowWork.Wait(TimeSpan.FromMilliseconds(milliseconds)), Every(10) with { FailAt = 2 },
                TestContext.Current.CancellationToken);

            if (spinner.Facts.Failure is null)
                return false;
            Assert.Equal(2, spinner.Frames.Count);
            Assert.Contains(failure, spinner.Facts.Failure, StringComparison.Ordinal);
            return true;
        });
    }

    [Fact(Timeout = Chance.TimeLimit)]
    public async Task The_coroutine_shows_nothing_while_the_loop_is_blocked_and_something_with_naps()
    {
        CPython python = await FoundPythons.NewestAsync();

        SpinnerRun blocked = await SpunAsync(SlowWork.BlockingSleep(TimeSpan.FromMilliseconds(100)));
        SpinnerRun computing = await SpunAsync(SlowWork.IsPrime(7, pythonNumber: 3_333_333_333_301));
        SpinnerRun napping = await SpunAsync(SlowWork.NappingPrime(7, divisions: 1_000, pythonNumber: 142_702_110_479_723));

        Assert.Empty(blocked.Frames);
        Assert.Equal(("cancelled", ""), (blocked.Facts.Ended, blocked.Facts.SpinnerRanOn));
        Assert.Empty(computing.Frames);
        Assert.True(napping.Frames.Count > 2, $"{napping.Frames.Count}");

        Task<SpinnerRun> SpunAsync(SlowWork work) =>
            PythonSpinner.SuperviseAsync(python, "coroutine", work, Every(5), TestContext.Current.CancellationToken);
    }

    private static SpinnerOptions Every(int milliseconds) => new() { Interval = TimeSpan.FromMilliseconds(milliseconds) };
}
