using Workloads.Measuring;

namespace Workloads.Tests;

public class GrowthOrderTests
{
    private static readonly double[] Places = [1, 10, 100, 1_000, 10_000];

    [Theory]
    [InlineData(1, "in proportion")]
    [InlineData(0.5, "less than in proportion")]
    [InlineData(2, "more than in proportion")]
    public void The_order_is_told_by_the_last_two_powers_of_ten(double exponent, string words)
    {
        // Below a hundred something else counts, which is not the order.
        var order = GrowthOrder.Of([.. Places.Select(x => (x, x < 100 ? 7 : 3e-6 * Math.Pow(x, exponent)))]);

        Assert.Equal((100, 10_000), (order.From, order.To));
        Assert.Equal(exponent, order.Exponent.Value, tolerance: 1e-9);
        Assert.Equal(words, order.Words);
        Assert.Equal(3e-6 * Math.Pow(1e6, exponent), order.At(1e6, 3e-6 * Math.Pow(1e4, exponent)).Value, tolerance: 1e-6);
    }

    [Fact]
    public void Points_that_scatter_and_points_that_are_too_few_say_nothing()
    {
        double[] noise = [1, 3, 0.4, 2, 0.5, 1.5];
        var scattered = GrowthOrder.Of(
            [.. noise.Select((factor, number) => (Places[2 + (number % 3)], factor * Places[2 + (number % 3)]))]);
        var few = GrowthOrder.Of([(1, 1), (10, 10)]);

        Assert.True(scattered.Exponent.Low < 0.9 && scattered.Exponent.High > 1.1);
        Assert.All([scattered, few], order => Assert.Equal("not told apart from proportion", order.Words));
    }
}
