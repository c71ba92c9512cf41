using Workloads.Processes;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public class PythonDownloadsTests(FlagServerFixture servers) : IClassFixture<FlagServerFixture>
{
    private const int Limit = 120_000;

    private static readonly long[] Lengths = [.. Country.All.Select(country => (long)FlagDrawing.Of(country.Code).Length)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = Limit)]
    [InlineData("sequential")]
    [InlineData("mapped")]
    [InlineData("threads")]
    [InlineData("asyncio")]
    public async Task Pages_are_downloaded_in_the_order_of_their_addresses_and_one_that_is_missing_is_an_error(string way)
    {
        foreach (CPython python in (IEnumerable<CPython>)[(await FoundPythons.AllAsync())[0], await FoundPythons.NewestAsync()])
        {
            PythonDownloads downloads =
                await PythonDownloads.Once.RunAsync(python, new { urls = DownloadWays.Addresses(servers.Reliable.Port), way },
                    cancellationToken: Token);
            var failure = await Assert.ThrowsAsync<PythonFailedException>(
                () => PythonDownloads.Once.RunAsync(python, new { urls = new[] { $"http://127.0.0.1:{servers.Reliable.Port}/flags/XX" },
                    way }, cancellationToken: Token));

            Assert.Equal(Lengths, downloads.Lengths);
            Assert.Contains("404", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Errors_and_hangs_lose_none()
    {
        CPython python = await FoundPythons.NewestAsync();

        PythonPatientDownloads downloads = await PatientAsync(python, servers.Unreliable, copies: 5, timeout: 1, most: 50);

        Assert.Equal(0, downloads.Lost);
        Assert.Equal(Enumerable.Repeat(Lengths, 5).SelectMany(all => all).Select(length => (long?)length), downloads.Lengths);
        Assert.Equal(downloads.Lengths.Count, downloads.Answered);
        Assert.All([downloads.Refused, downloads.CutOff, downloads.TimedOut], failures => Assert.NotEqual(0, failures));
    }

    [Fact(Timeout = Limit)]
    public async Task What_never_comes_is_lost_after_so_many_requests()
    {
        CPython python = await FoundPythons.NewestAsync();
        await using ServerProcess server = await new FlagServerOptions { ErrorRate = 1 }.StartAsync(Token);

        PythonPatientDownloads downloads = await PatientAsync(python, server, copies: 1, timeout: 30, most: 3);

        Assert.Equal((Country.All.Count, 0, 3 * Country.All.Count), (downloads.Lost, downloads.Answered, downloads.Requests));
    }

    [Fact(Timeout = Limit)]
    public async Task A_future_is_pending_running_and_done_and_only_in_the_queue_it_can_be_cancelled()
    {
        foreach (CPython python in (IEnumerable<CPython>)[(await FoundPythons.AllAsync())[0], await FoundPythons.NewestAsync()])
        {
            FutureWatch.Seen seen =
                await new PythonExperiment<FutureWatch.Seen>(PythonDownloads.Script, "futures").RunAsync(python, cancellationToken: Token);

            Assert.Equal(
                ["pending running finished", "pending running finished", "pending cancelled cancelled", "pending running running finished"],
                seen.Lives.Select(life => string.Join(' ', life.Moments.Select(moment => moment.State))));
            Assert.All(seen.Lives, life => Assert.Equal([1, 2, 3], life.Callbacks));
        }
    }

    private static Task<PythonPatientDownloads> PatientAsync(CPython python, ServerProcess server, int copies, double timeout, int most) =>
        PythonPatientDownloads.Once.RunAsync(python, new { urls = DownloadWays.Addresses(server.Port, copies), timeout, most },
            cancellationToken: Token);
}
