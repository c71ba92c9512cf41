using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public class SpinnerScriptTests
{
    [Fact(Timeout = 60_000)]
    public async Task An_echo_loses_nothing()
    {
        CPython python = await FoundPythons.NewestAsync();

        PythonEcho echo = await PythonEcho.TalkAsync(python, clients: 5, messages: 4, TestContext.Current.CancellationToken);

        Assert.Equal(20, echo.Echoed);
    }
}
