using Workloads.Measuring;

namespace Workloads.Tests;

public sealed class InBothTests
{
    [Fact]
    public void The_figure_says_which_way_is_the_fastest_and_by_how_much()
    {
        var both = new InBoth(MadeUpRounds.Of(("one", 1), ("pool", 0.5), ("async", 0.25)));

        Assert.Matches($@"^async: 0\.2[45]\d?× the time in {System.Text.RegularExpressions.Regex.Escape(InBoth.Runtime)}$",
            both.ToFigure().Title);
        Assert.Equal("Time, in times of “one”", both.ToFigure().Subtitle);
    }

    [Fact]
    public void What_is_not_clearly_faster_is_not_said_to_be() =>
        Assert.Equal("Nothing is clearly faster or slower than “one”",
            new InBoth(MadeUpRounds.Of(("one", 1), ("pool", 1))).ToFigure().Title);
}
