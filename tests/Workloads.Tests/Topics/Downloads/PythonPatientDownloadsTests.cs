using Workloads.Interpreter;
using Workloads.Python;
using Workloads.Serving;
using Workloads.Topics;

namespace Workloads.Tests;

public class PythonPatientDownloadsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Errors_and_hangs_lose_none()
    {
        CPython python = await FoundPythons.NewestAsync();
        await using ServerProcess server = await new FlagServerOptions { ErrorRate = 0.2, HangRate = 0.1 }.StartAsync(cancellationToken: Token);

        PythonPatientDownloads downloads = await PythonPatientDownloads.DownloadAsync(python, Addresses(server, copies: 5), TimeSpan.FromSeconds(1), maxRequests: 50, Token);

        Assert.Equal(0, downloads.Lost);
        Assert.Equal(Enumerable.Repeat(Country.All, 5).SelectMany(all => all).Select(country => (long?)FlagDrawing.Of(country.Code).Length), downloads.Lengths);
        Assert.Equal(downloads.Lengths.Count, downloads.Answered);
        Assert.All([downloads.Refused, downloads.CutOff, downloads.TimedOut], failures => Assert.NotEqual(0, failures));
    }

    [Fact(Timeout = 120_000)]
    public async Task What_never_comes_is_lost_after_so_many_requests()
    {
        CPython python = await FoundPythons.NewestAsync();
        await using ServerProcess server = await new FlagServerOptions { ErrorRate = 1 }.StartAsync(cancellationToken: Token);

        PythonPatientDownloads downloads = await PythonPatientDownloads.DownloadAsync(python, Addresses(server, copies: 1), TimeSpan.FromSeconds(30), maxRequests: 3, Token);

        Assert.Equal((Country.All.Count, 0, 3 * Country.All.Count), (downloads.Lost, downloads.Answered, downloads.Requests));
    }

    [Fact(Timeout = 120_000)]
    public async Task No_time_and_no_request_are_refused()
    {
        CPython python = await FoundPythons.NewestAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PythonPatientDownloads.DownloadAsync(python, [], TimeSpan.Zero, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PythonPatientDownloads.DownloadAsync(python, [], maxRequests: 0, cancellationToken: Token));
    }

    private static IEnumerable<Uri> Addresses(ServerProcess server, int copies) =>
        Enumerable.Range(0, copies).SelectMany(copy => Country.All.Select(country => new Uri($"http://127.0.0.1:{server.Port}/flags/{country.Code}?copy={copy}")));
}
