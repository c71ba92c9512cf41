using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public class SpinnerScriptTests
{
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
