using Workloads.Python;

namespace Workloads.Tests;

public sealed class MiddleTests
{
    [Fact]
    public void The_median_is_the_middle_or_the_mean_of_the_two_in_the_middle()
    {
        Assert.Equal(2, Middle.Of([3, 1, 2]));
        Assert.Equal(2.5, Middle.Of([4, 1, 2, 3]));
        Assert.True(double.IsNaN(Middle.Of([])));
    }

    [Fact]
    public void A_quantile_is_the_smallest_value_that_so_many_do_not_exceed()
    {
        double[] hundred = [.. Enumerable.Range(1, 100).Select(number => (double)number)];

        Assert.Equal(95, Middle.Quantile(hundred, 0.95));
        Assert.Equal(100, Middle.Quantile(hundred, 1));
        Assert.Equal(1, Middle.Quantile(hundred, 0));
        Assert.True(double.IsNaN(Middle.Quantile([], 0.5)));
    }
}
