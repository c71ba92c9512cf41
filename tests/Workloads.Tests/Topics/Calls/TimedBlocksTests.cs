using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public class TimedBlocksTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_scope_tells_the_time_of_a_block_that_throws_as_well()
    {
        TimedBlocks blocks = await TimedBlocks.MeasureAsync(10, TestContext.Current.CancellationToken);

        Judgement judgement = blocks.Judge(Claims.A2);

        Assert.All(judgement.Verdicts, verdict => Assert.Equal(Ruling.Holds, verdict.Ruling));
        Assert.Equal(blocks.Python is null ? 1 : 2, judgement.Verdicts.Count);
    }

    [Fact]
    public void A_block_of_which_nothing_is_told_is_counted()
    {
        Judgement judgement = new TimedBlocks(0.02, [0.021, 0]).Judge(Claims.A2);

        Assert.Equal(Ruling.HoldsNot, Assert.Single(judgement.Verdicts).Ruling);
        Assert.Equal("No CPython was found.", judgement.LeftOut);
    }

    [Fact]
    public async Task Other_claims_and_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new TimedBlocks(1, [1, 1]).Judge(Claims.A3));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => TimedBlocks.MeasureAsync(0));
    }
}
