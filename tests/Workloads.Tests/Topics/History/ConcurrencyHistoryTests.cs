using Workloads.Interpreter;
using Workloads.Topics;

namespace Workloads.Tests;

public class ConcurrencyHistoryTests
{
    [Fact]
    public void Milestones_stand_in_the_order_of_their_years_each_once_and_with_a_source()
    {
        var all = ConcurrencyHistory.All;

        Assert.Equal(all.OrderBy(milestone => milestone.Year), all);
        Assert.Equal(all.Count, all.DistinctBy(milestone => (milestone.Platform, milestone.Name)).Count());
        Assert.All(all, milestone => Assert.False(string.IsNullOrWhiteSpace(milestone.Source)));
        Assert.All(all, milestone => Assert.Contains(milestone.Platform, new[] { ConcurrencyHistory.Python, ConcurrencyHistory.DotNet }));
    }

    [Fact]
    public void A_platforms_releases_rise_with_the_years()
    {
        var python = ConcurrencyHistory.All.Where(milestone => milestone.Platform == ConcurrencyHistory.Python).Select(milestone => Version.Parse(milestone.Release)).ToList();

        Assert.Equal(python.Order(), python);
    }

    [Fact]
    public void What_the_document_dates_is_in_the_list() => Assert.All(
        ConcurrencyHistory.InDocument,
        claim => Assert.Contains(ConcurrencyHistory.All, milestone => milestone.Platform == claim.Platform && milestone.Name == claim.Name));
}
