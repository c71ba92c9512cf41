using Workloads.Python;

namespace Workloads.Tests.Python;

public class SpinnerScriptTests
{
    private const int TimeLimit = 60_000;

    [Theory(Timeout = TimeLimit)]
    [InlineData("thread")]
    [InlineData("process")]
    [InlineData("coroutine")]
    public async Task Each_kind_spins_while_its_supervisor_waits(string kind)
    {
        CPython python = await FoundAsync();

        PythonSpinner spinner = await PythonSpinner.WaitAsync(python, kind, TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(20), cancellationToken: TestContext.Current.CancellationToken);

        Assert.InRange(spinner.Frames, 2, 27);
        Assert.Equal((kind == "coroutine" ? "pending" : "initial", kind == "coroutine" ? "pending" : "started"), (spinner.Facts.Made, spinner.Facts.Started));
        Assert.Equal(kind switch { "thread" => "stopped", "process" => "exit code 0", _ => "cancelled" }, spinner.Facts.Ended);
        Assert.Equal(kind == "coroutine", spinner.Facts.SpinnerRanOn == spinner.Facts.SlowRanOn);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task The_coroutine_shows_nothing_while_the_loop_is_blocked_and_something_with_naps()
    {
        CPython python = await FoundAsync();
        TimeSpan interval = TimeSpan.FromMilliseconds(5);

        PythonSpinner blocked = await PythonSpinner.WaitAsync(python, "coroutine", TimeSpan.FromMilliseconds(100), interval, blocking: true, TestContext.Current.CancellationToken);
        PythonSpinner computing = await PythonSpinner.ComputeAsync(python, "coroutine", 3_333_333_333_301, interval, cancellationToken: TestContext.Current.CancellationToken);
        PythonSpinner napping = await PythonSpinner.ComputeAsync(python, "coroutine", 142_702_110_479_723, interval, divisions: 1_000, TestContext.Current.CancellationToken);

        Assert.Equal(0, blocked.Frames);
        Assert.Equal(("cancelled", ""), (blocked.Facts.Ended, blocked.Facts.SpinnerRanOn));
        Assert.Equal(0, computing.Frames);
        Assert.True(napping.Frames > 2, $"{napping.Frames}");
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_flag_is_seen_after_the_nap_and_an_echo_loses_nothing()
    {
        CPython python = await FoundAsync();

        PythonStop byFlag = await PythonStop.MeasureAsync(python, byEvent: false, TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        PythonEcho echo = await PythonEcho.TalkAsync(python, clients: 5, messages: 4, TestContext.Current.CancellationToken);

        Assert.True(byFlag.Latency > TimeSpan.FromMilliseconds(100), $"{byFlag.Latency}");
        Assert.Equal(20, echo.Echoed);
    }

    private static async Task<CPython> FoundAsync()
    {
        CPython? python = (await CPythons.FindAsync(TestContext.Current.CancellationToken)).Newest;
        if (python is null)
            Required.Skip("no CPython was found");
        return python!;
    }
}
