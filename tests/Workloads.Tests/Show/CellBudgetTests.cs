using Workloads.Show;

namespace Workloads.Tests;

public sealed class CellBudgetTests
{
    [Fact]
    public void A_time_is_told_as_the_most_that_is_left() =>
        Assert.Equal("3 rounds: 2.5 s more at most", CellBudget.Text("3 rounds", TimeSpan.FromSeconds(2.5)));

    [Fact]
    public void What_has_no_limit_is_told_without_one() => Assert.Equal("3 rounds", CellBudget.Text("3 rounds", TimeSpan.MaxValue));
}
