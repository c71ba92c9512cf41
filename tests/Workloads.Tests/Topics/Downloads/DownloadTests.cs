using Workloads.Processes;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class DownloadTests(FlagServerFixture servers) : IClassFixture<FlagServerFixture>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workloads-").FullName;

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    public static TheoryData<string> Strategies => [.. All.Select(strategy => strategy.Name)];

    private static IEnumerable<Downloads> All =>
        [new SequentialDownloads(), new MappedDownloads(6), new SubmittedDownloads(6), new AsyncDownloads()];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Strategies))]
    public async Task Every_flag_is_saved_byte_for_byte(string name)
    {
        using var client = new FlagClient(servers.Reliable.Port);

        // So patient that no flag is asked for twice on a busy machine.
        DownloadReport report = await Named(name).RunAsync(
            client, options: new() { Folder = _folder, AttemptTimeout = TimeSpan.FromMinutes(1) }, cancellationToken: TestEnd);

        Assert.Equal(Country.All.Select(country => country.Code), report.Flags.Select(flag => flag.Code));
        Assert.All(report.Flags, flag => Assert.Equal(FlagDrawing.Of(flag.Code).ToArray(), File.ReadAllBytes(flag.File!)));
        Assert.Equal(Country.All.Count, Directory.GetFiles(_folder).Length);
        Assert.Equal(Country.All.Count, report.Attempts);
        Assert.Equal(Enumerable.Range(0, Country.All.Count), report.Order.Order());
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Strategies))]
    public async Task Errors_and_hangs_lose_none_and_leave_no_half_written_file(string name)
    {
        using var client = new FlagClient(servers.Unreliable.Port);
        var options = new DownloadOptions { Folder = _folder, AttemptTimeout = TimeSpan.FromMilliseconds(400), MaxAttempts = 50 };

        DownloadReport report = await Named(name).RunAsync(client, options: options, cancellationToken: TestEnd);

        Assert.Equal(0, report.Lost);
        Assert.All(report.Flags, flag => Assert.Equal(AttemptEnding.Answered, flag.Attempts[^1].Ending));
        Assert.Equal(Country.All.Select(country => $"{country.Code}.svg").Order(),
            Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
        Assert.All(report.Flags, flag => Assert.Equal(FlagDrawing.Of(flag.Code).ToArray(), File.ReadAllBytes(flag.File!)));
    }

    [Fact(Timeout = 120_000)]
    public async Task Each_kind_of_failure_is_met_and_told_apart()
    {
        using var client = new FlagClient(servers.Unreliable.Port);
        string[] codes = [.. Enumerable.Repeat(Country.All.Select(country => country.Code), 10).SelectMany(all => all)];

        DownloadReport report = await new AsyncDownloads().RunAsync(
            client, codes, new() { AttemptTimeout = TimeSpan.FromSeconds(1), MaxAttempts = 50 }, cancellationToken: TestEnd);

        Assert.Equal(0, report.Lost);
        Assert.All(new[] { AttemptEnding.Refused, AttemptEnding.CutOff, AttemptEnding.TimedOut },
            ending => Assert.NotEqual(0, report.Count(ending)));
        Assert.Equal(codes.Length, report.Count(AttemptEnding.Answered));
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Strategies))]
    public async Task What_cannot_be_had_is_reported_and_not_thrown(string name)
    {
        await using ServerProcess broken = await new FlagServerOptions { Latency = TimeSpan.Zero, ErrorRate = 1 }.StartAsync(TestEnd);
        using var client = new FlagClient(broken.Port);

        DownloadReport report =
            await Named(name).RunAsync(client, options: new() { Folder = _folder, MaxAttempts = 3 }, cancellationToken: TestEnd);

        Assert.Equal(Country.All.Count, report.Lost);
        Assert.All(report.Flags, flag => Assert.Equal(3, flag.Attempts.Count));
        Assert.All(report.Flags, flag => Assert.NotNull(flag.Failure));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_server_that_always_fails_is_given_up_though_the_pauses_would_double()
    {
        await using ServerProcess broken = await new FlagServerOptions { Latency = TimeSpan.Zero, ErrorRate = 1 }.StartAsync(TestEnd);
        using var client = new FlagClient(broken.Port);
        var options = new DownloadOptions
        {
            MaxAttempts = 30,
            RetryDelay = TimeSpan.FromMilliseconds(10),
            MaxRetryDelay = TimeSpan.FromMilliseconds(20)
        };

        // Doubled without a limit, the last pause alone would be 31 days.
        DownloadReport report = await new AsyncDownloads().RunAsync(client, options: options, cancellationToken: TestEnd);

        Assert.Equal((20, 20 * 30), (report.Lost, report.Attempts));
        Assert.InRange(options.Longest, TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(2));
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Strategies))]
    public async Task A_cancelled_run_ends_with_nothing_half_done(string name)
    {
        await using ServerProcess hanging = await new FlagServerOptions { HangRate = 1 }.StartAsync(TestEnd);
        using var client = new FlagClient(hanging.Port);
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Named(name).RunAsync(client, options: new() { Folder = _folder, AttemptTimeout = TimeSpan.FromHours(1) },
                cancellationToken: source.Token));

        Assert.Empty(Directory.GetFiles(_folder));
        while ((await hanging.StatusAsync(cancellationToken: TestEnd)).Open > 0)
            await Task.Delay(5, TestEnd);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("one after the other", 1)]
    [InlineData("6 threads, map", 6)]
    [InlineData("6 threads, as completed", 6)]
    [InlineData("async", 20)]
    public async Task No_more_requests_are_open_than_the_strategy_allows(string name, int most)
    {
        using var client = new FlagClient(servers.Reliable.Port);

        DownloadReport report = await Named(name).RunAsync(client, cancellationToken: TestEnd);

        Assert.InRange(report.MostAtOnce, 1, most);
    }

    [Fact(Timeout = 120_000)]
    public async Task Map_hands_results_over_in_the_order_asked_for_though_they_come_in_another()
    {
        await using ServerProcess uneven =
            await new FlagServerOptions { Latency = TimeSpan.Zero, Jitter = TimeSpan.FromMilliseconds(300) }.StartAsync(TestEnd);
        using var client = new FlagClient(uneven.Port);

        DownloadReport mapped = await new MappedDownloads(20).RunAsync(client, cancellationToken: TestEnd);
        DownloadReport submitted = await new SubmittedDownloads(20).RunAsync(client, cancellationToken: TestEnd);

        Assert.Equal(Enumerable.Range(0, 20), mapped.Order);
        Assert.NotEqual(Enumerable.Range(0, 20), submitted.Order);
        Assert.Equal(Enumerable.Range(0, 20), submitted.Order.Order());
    }

    [Fact(Timeout = 120_000)]
    public async Task What_is_not_a_flag_is_not_found()
    {
        using var client = new FlagClient(servers.Reliable.Port);

        var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("XX", cancellationToken: TestEnd));

        Assert.Equal(System.Net.HttpStatusCode.NotFound, refusal.StatusCode);
    }

    [Fact]
    public void Options_out_of_range_are_refused_with_the_range()
    {
        Assert.Contains("from 1 to 100", Assert.Throws<ArgumentOutOfRangeException>(() => new DownloadOptions { MaxAttempts = 0 }).Message);
        Assert.Contains("from 10 ms",
            Assert.Throws<ArgumentOutOfRangeException>(() => new DownloadOptions { AttemptTimeout = TimeSpan.Zero }).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new DownloadOptions { MaxRetryDelay = TimeSpan.FromHours(1) });
        Assert.Contains("from 0 to 1", Assert.Throws<ArgumentOutOfRangeException>(() => new FlagServerOptions { ErrorRate = 2 }).Message);
    }

    private static Downloads Named(string name) => All.Single(strategy => strategy.Name == name);
}
