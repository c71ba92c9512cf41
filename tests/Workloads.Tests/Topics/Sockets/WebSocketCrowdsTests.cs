using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public class WebSocketCrowdsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(20_000, 20_000, Ruling.Holds, "20,000 WebSockets")]
    [InlineData(10_000, 10_000, Ruling.Undecided, "20,000 would decide")]
    [InlineData(20_000, 15_000, Ruling.HoldsNot, "5,000 of 20,000 did not bring their message back (no more)")]
    internal void Tens_of_thousands_must_have_been_open_and_have_echoed(int asked, int echoed, Ruling expected, string reason)
    {
        Verdict verdict = Assert.Single(
            new WebSocketCrowds(new WebSocketCrowds.Side("a test", [Report(asked, echoed)])).Judge(Claims.D13).Verdicts);

        Assert.Equal(expected, verdict.Ruling);
        Assert.Contains(reason, verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_of_the_system_is_the_reason_of_an_undecided_verdict()
    {
        string refusal = new TooFewOpenFilesException(20_500, 20_000).Message;
        var crowds = new WebSocketCrowds(new WebSocketCrowds.Side(".NET", [Report(10_000, 10_000)], refusal),
            new WebSocketCrowds.Side("CPython", [], refusal));

        Judgement judgement = crowds.Judge(Claims.D13);

        Assert.All(judgement.Verdicts, verdict => Assert.Equal(Ruling.Undecided, verdict.Ruling));
        Assert.All(judgement.Verdicts, verdict => Assert.Contains("ulimit -n", verdict.Reason, StringComparison.Ordinal));
        Assert.Contains("ulimit -n", crowds.ToHtml(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => crowds.Judge(Claims.D12));
    }

    [Fact(Timeout = 120_000)]
    public async Task Both_runtimes_keep_a_crowd_open_and_echo_each()
    {
        WebSocketCrowds crowds = await WebSocketCrowds.MeasureAsync([200, 50], Token);

        Table table = crowds.ToTable();
        Assert.Equal(table.Rows.Count / 2 * 2, table.Rows.Count);
        Assert.All(table.Rows, row => Assert.Equal((row[1], 0), (row[2], row[3])));
        Assert.All(crowds.Judge(Claims.D13).Verdicts, verdict => Assert.Equal(Ruling.Undecided, verdict.Ruling));
    }

    [Fact]
    public async Task No_crowd_and_one_that_no_address_has_ports_for_are_refused_in_one_line()
    {
        Assert.Contains("one crowd at least",
            (await Assert.ThrowsAsync<ArgumentException>(() => WebSocketCrowds.MeasureAsync([], Token))).Message, StringComparison.Ordinal);
        Assert.Contains("25,000",
            (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => WebSocketCrowds.MeasureAsync([25_001], Token))).Message,
            StringComparison.Ordinal);
    }

    private static WebSocketReport Report(int asked, int echoed)
    {
        var status = new ServerStatus(0, 0, 1_000_000, 500_000);
        return new(asked, echoed, echoed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), status, status,
            echoed < asked ? "no more." : null);
    }
}
