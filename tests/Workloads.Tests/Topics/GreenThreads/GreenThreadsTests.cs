using Workloads.Measuring;
using Workloads.Topics;

namespace Workloads.Tests;

public class GreenThreadsTests
{
    private static readonly GreenThreads.Seen Fine = new(
        Green: 10, Turns: 1_000, Within: 0, Threads: 1, Cores: 0.98, Clients: 1_000, MostOpen: 1_000, Echoed: 2_000, ServerThreads: 1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Turns_given_away_on_one_thread_and_a_thousand_connections_hold()
    {
        Assert.Equal(Ruling.Holds, Ruled(Fine, Claims.D10));
        Assert.Equal(Ruling.Holds, Ruled(Fine, Claims.D11));
        Assert.EndsWith(InBoth.NoPython, new GreenThreads(("a test", Fine)).Judge(Claims.D10).LeftOut, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Ruled(Fine, Claims.D12));
    }

    [Fact]
    public void Switches_within_a_turn_more_threads_and_more_cores_refute_D10() => Assert.All(
        [Fine with { Within = 1 }, Fine with { Threads = 2 }, Fine with { Cores = 1.9 }],
        seen => Assert.Equal(Ruling.HoldsNot, Ruled(seen, Claims.D10)));

    [Fact]
    public void Messages_that_are_lost_and_more_threads_refute_D11_and_few_clients_decide_nothing()
    {
        Assert.Equal(Ruling.HoldsNot, Ruled(Fine with { Echoed = 1_999 }, Claims.D11));
        Assert.Equal(Ruling.HoldsNot, Ruled(Fine with { ServerThreads = 3 }, Claims.D11));
        Assert.Equal(Ruling.Undecided, Ruled(Fine with { Clients = 50, MostOpen = 50, Echoed = 100 }, Claims.D11));
    }

    [Fact(Timeout = 120_000)]
    public async Task In_both_runtimes_no_green_thread_is_switched_within_its_turn()
    {
        GreenThreads green = await GreenThreads.RunAsync(threads: 5, TimeSpan.FromMilliseconds(50), connections: 20, Token);

        Assert.All(green.Judge(Claims.D10).Verdicts,
            verdict => Assert.DoesNotContain("where at most 0 ", verdict.Reason, StringComparison.Ordinal));
        Assert.All(green.Judge(Claims.D11).Verdicts, verdict => Assert.Equal(Ruling.Undecided, verdict.Ruling));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => GreenThreads.RunAsync(1, TimeSpan.FromMilliseconds(50), 20, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => GreenThreads.RunAsync(5, TimeSpan.Zero, 20, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => GreenThreads.RunAsync(5, TimeSpan.FromMilliseconds(50), 0, Token));
    }

    private static Ruling Ruled(GreenThreads.Seen seen, Claim claim) =>
        Assert.Single(new GreenThreads(("a test", seen)).Judge(claim).Verdicts).Ruling;
}
