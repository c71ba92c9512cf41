using Workloads.Topics;

namespace Workloads.Tests;

public class DrawnTogetherTests
{
    [Fact]
    public void What_the_rounds_tell_apart_stays_where_it_was_measured()
    {
        IReadOnlyList<double> drawn = DrawnTogether.Of([Rounds(1, 0.001), Rounds(2, 0.001)]);

        Assert.Equal([1, 2], drawn.Select(one => Math.Round(one, 3)));
    }

    [Fact]
    public void What_the_rounds_do_not_tell_apart_comes_to_the_middle()
    {
        IReadOnlyList<double> drawn = DrawnTogether.Of([Rounds(1.2, 0.4), Rounds(1.3, 0.4), Rounds(1.4, 0.4)]);

        Assert.All(drawn, one => Assert.Equal(1.3, one, precision: 9));
    }

    [Fact]
    public void Of_the_equally_scattered_the_order_stays_and_none_leaves_the_span_of_all()
    {
        double[][] rounds = [Rounds(1, 0.2), Rounds(1.2, 0.2), Rounds(1.6, 0.2)];

        IReadOnlyList<double> drawn = DrawnTogether.Of(rounds);

        Assert.Equal(drawn.Order(), drawn);
        Assert.InRange(drawn[0], 1.0001, 1.2);
        Assert.InRange(drawn[2], 1.2, 1.5999);
    }

    [Fact]
    public void One_alone_and_rounds_without_any_scatter_are_their_medians()
    {
        Assert.Equal([3], DrawnTogether.Of([[2, 3, 9]]));
        Assert.Equal([1, 2], DrawnTogether.Of([[1, 1, 1], [2, 2, 2]]));
    }

    private static double[] Rounds(double middle, double width) =>
        [.. Enumerable.Range(-5, 11).Select(step => middle + (step * width / 5))];
}
