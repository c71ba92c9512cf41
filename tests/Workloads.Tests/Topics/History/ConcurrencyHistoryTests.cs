using Workloads.Interpreter;
using Workloads.Topics;

namespace Workloads.Tests;

public class ConcurrencyHistoryTests
{
    [Fact]
    public void Milestones_stand_in_the_order_of_their_years_each_once_and_with_a_source()
    {
        var all = ConcurrencyHistory.All.Milestones;

        Assert.Equal(all.OrderBy(milestone => milestone.Year), all);
        Assert.Equal(all.Count, all.DistinctBy(milestone => (milestone.Platform, milestone.Name)).Count());
        Assert.All(all, milestone => Assert.False(string.IsNullOrWhiteSpace(milestone.Source)));
        Assert.All(all, milestone => Assert.Contains(milestone.Platform, new[] { ConcurrencyHistory.Python, ConcurrencyHistory.DotNet }));
    }

    [Fact]
    public void A_platforms_releases_rise_with_the_years()
    {
        var python = ConcurrencyHistory.All.Milestones.Where(milestone => milestone.Platform == ConcurrencyHistory.Python)
            .Select(milestone => Version.Parse(milestone.Release)).ToList();

        Assert.Equal(python.Order(), python);
    }

    [Fact]
    public async Task The_documents_dates_and_its_order_are_right_and_a_wrong_year_would_be_found()
    {
        ConcurrencyHistory wrong =
            new([.. ConcurrencyHistory.All.Milestones.Select(
                milestone => milestone.Name == "asyncio" ? milestone with { Year = 2010 } : milestone)]);

        Assert.Equal([Ruling.Holds, Ruling.Holds],
            (await ConcurrencyHistory.All.JudgeAsync(Claims.C1)).Verdicts.Select(verdict => verdict.Ruling));
        Assert.Equal(Ruling.HoldsNot, (await wrong.JudgeAsync(Claims.C1)).Verdicts[0].Ruling);
        Assert.Single((await ConcurrencyHistory.Of(ConcurrencyHistory.DotNet).JudgeAsync(Claims.C1)).Verdicts);
        await Assert.ThrowsAsync<ArgumentException>(() => wrong.JudgeAsync(Claims.C2));
    }

    [Fact]
    public void An_unknown_platform_and_none_at_all_are_refused()
    {
        Assert.Contains("Java", Assert.Throws<ArgumentException>(() => ConcurrencyHistory.Of("Java")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ConcurrencyHistory.Of());
        Assert.Equal(".NET, by 3 years", ConcurrencyHistory.All.WhoWasFirst().Rows.Single(row => (string?)row[0] == "async and await")[3]);
        Assert.Equal("Python, by 4 years", ConcurrencyHistory.All.WhoWasFirst().Rows.Single(row => (string?)row[0] == "generators")[3]);
        Assert.All(ConcurrencyHistory.Of(ConcurrencyHistory.DotNet).WhoWasFirst().Rows, row => Assert.Null(row[3]));
    }
}
