using Workloads.Interpreter;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public class PythonTransportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Every_message_comes_back_over_every_transport_in_every_style()
    {
        foreach (CPython python in await OldestAndNewestAsync())
        {
            IReadOnlyList<PythonTransport> rows = await PythonTransport.EchoAsync(python, clients: 3, messages: 5, size: 1_000, Token);

            string[] streams = OperatingSystem.IsWindows() ? [] : ["unix callbacks", "unix coroutines"];
            Assert.Equal(["tcp callbacks", "tcp coroutines", "udp callbacks", .. streams], rows.Select(row => $"{row.Transport} {row.Style}"));
            Assert.All(rows, row => Assert.Equal((15, 15, 0), (row.Messages, row.Echoed, row.Lost)));
            Assert.All(rows, row => Assert.True(row.Median > TimeSpan.Zero));
        }
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(1, 1, 65_508)]
    public async Task Numbers_out_of_range_are_refused(int clients, int messages, int size)
    {
        CPython python = await FoundPythons.NewestAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PythonTransport.EchoAsync(python, clients, messages, size, Token));
    }

    private static async Task<IReadOnlyList<CPython>> OldestAndNewestAsync()
    {
        var all = await FoundPythons.AllAsync();
        return all.Count > 1 ? [all[0], all[^1]] : all;
    }
}
