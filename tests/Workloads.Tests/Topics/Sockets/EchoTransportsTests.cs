using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public class EchoTransportsTests
{
    private static readonly CPython Python = new("/usr/bin/python3", new(3, 13, 0), GilState.On, IsFreeThreaded: false, null, "a test");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1_000, 400, Ruling.Holds)]
    [InlineData(999, 400, Ruling.HoldsNot)]
    [InlineData(1_000, 399, Ruling.HoldsNot)]
    internal void All_transports_are_served_and_nothing_is_lost(int back, int connections, Ruling expected) =>
        Assert.Equal(expected, Made(new(1_000, back, connections, [])).Judge(Claims.D12).Verdicts[0].Ruling);

    [Fact]
    public void A_transport_that_was_left_out_leaves_it_undecided_with_the_reason()
    {
        EchoTransports both = Made(new(1_000, 1_000, 400, []));
        both = both with { Python = new(1_000, 1_000, 400, ["TLS: this build was made without OpenSSL."]),
            RoundTrips = new(Rounds("TCP", "UDP", "TLS", "Unix socket"), Rounds("TCP", "UDP", "Unix socket"), Python) };

        Judgement judgement = both.Judge(Claims.D12);

        Assert.Equal([Ruling.Holds, Ruling.Undecided], judgement.Verdicts.Select(verdict => verdict.Ruling));
        Assert.Contains("without OpenSSL", judgement.Verdicts[1].Reason, StringComparison.Ordinal);
        Assert.Contains("without OpenSSL", judgement.LeftOut, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => both.Judge(Claims.D13));
    }

    [Fact]
    public void What_is_lost_on_a_busy_machine_decides_nothing()
    {
        var busy = new Turns(["TCP, async", "UDP, async", "TLS, async", "Unix socket, async"], [[1], [1], [1], [1]],
            "the machine was busy.");

        Assert.Equal(Ruling.Undecided, new EchoTransports(new(busy), 400, new(1_000, 999, 400, [])).Judge(Claims.D12).Verdicts[0].Ruling);
        Assert.Equal(Ruling.Holds, new EchoTransports(new(busy), 400, new(1_000, 1_000, 400, [])).Judge(Claims.D12).Verdicts[0].Ruling);
    }

    // Tried again where one was lost: the machine itself may stand still for as long as an echo is waited for.
    [Fact(Timeout = Chance.TimeLimit)]
    public Task Every_message_comes_back_over_every_transport_in_both_runtimes() =>
        Chance.HappensAsync("Every message comes back.", 5, async messages =>
    {
        EchoTransports echo = await EchoTransports.MeasureAsync(clients: 3, messages, size: 1_000, connections: 10, rounds: 1, Token);

        Assert.Equal(8, echo.RoundTrips.DotNet.Names.Count);
        Assert.Equal(8 * 3 * messages, echo.DotNet.Messages);
        Assert.Empty(echo.DotNet.LeftOut);
        if (echo.Python is { } there && OperatingSystem.IsLinux())
            Assert.Equal(["TCP, callbacks", "TCP, async", "UDP, callbacks", "TLS, callbacks", "TLS, async", "Unix socket, callbacks",
                "Unix socket, async"], echo.RoundTrips.Python!.Names);
        return echo.Judge(Claims.D12).Verdicts.All(verdict => verdict.Ruling == Ruling.Holds);
    });

    [Fact(Timeout = 120_000)]
    public async Task A_message_that_no_datagram_holds_leaves_out_UDP_alone()
    {
        EchoTransports echo = await EchoTransports.MeasureAsync(clients: 1, messages: 1, size: 65_508, connections: 1, rounds: 1, Token);

        Assert.Equal(6, echo.RoundTrips.DotNet.Names.Count);
        Assert.DoesNotContain(echo.RoundTrips.DotNet.Names, name => name.StartsWith("UDP", StringComparison.Ordinal));
        Assert.All(echo.Judge(Claims.D12).Verdicts, verdict => Assert.Equal(Ruling.Undecided, verdict.Ruling));
        Assert.Contains("65,507", echo.Judge(Claims.D12).LeftOut, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    public async Task Numbers_out_of_range_are_refused(int clients, int messages, int size) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => EchoTransports.MeasureAsync(clients, messages, size, cancellationToken: Token));

    [Fact]
    public void The_work_in_a_lone_round_trip_is_told_by_medians_and_only_where_there_is_a_rest()
    {
        EchoWork waiting = Work(alone: 100e-6, crowded: 10e-6), busy = Work(alone: 100e-6, crowded: 110e-6);

        Assert.Contains($"at most {10 * Environment.ProcessorCount}", waiting.Sentences[0], StringComparison.Ordinal);
        Assert.Contains("nothing can be told", busy.Sentences[0], StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task The_time_for_a_message_is_measured_with_few_and_many_clients()
    {
        EchoWork work = await EchoWork.MeasureAsync([4], messages: 20, rounds: 1, Token);

        Assert.Equal(["1 client", "4 clients"], work.Times.DotNet.Names);
        Assert.True(work.Times.Python is null || work.Times.Python.Names.SequenceEqual(work.Times.DotNet.Names));
    }

    private static EchoTransports Made(EchoService service) => new(new InBoth(Rounds("TCP", "UDP", "TLS", "Unix socket")), 400, service);

    private static EchoWork Work(double alone, double crowded) =>
        new(new InBoth(new Turns(["1 client", "64 clients"], [Around(alone), Around(crowded)])), [1, 64]);

    private static Turns Rounds(params string[] transports) =>
        new([.. transports.Select(name => $"{name}, async")], [.. transports.Select(_ => Around(50e-6))]);

    private static double[] Around(double value) => [.. Enumerable.Range(0, 11).Select(round => value * (1 + 0.001 * (round % 3)))];
}
