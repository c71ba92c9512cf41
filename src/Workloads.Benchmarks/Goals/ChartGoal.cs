using System.Text;

namespace Workloads.Benchmarks.Goals;

/// <summary>
/// A figure of 100,000 points as an SVG: small, and drawn in less time than it would take to write all of its points as text.
/// </summary>
internal sealed class ChartGoal() : Goal("chart")
{
    private const string Svg = "an SVG of 100,000 points", Text = "the text of 100,000 points";

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        var random = new Random(1);
        double height = 0;
        (double X, double Y)[] walk = [.. Enumerable.Range(0, 100_000).Select(x => ((double)x, height += random.NextDouble() - 0.5))];
        string svg = "";
        Turns drawn = await new InTurns
        {
            Ways = [Way.Timed(Svg, () => svg = new Figure("A random walk").With(new Line("walk", walk)).ToSvg()),
                Way.Timed(Text, () => Write(walk))],
            WarmUps = 20, MaxRounds = 15, Time = TimeSpan.MaxValue,
        }.RunAsync(cancellationToken);
        return new([Criterion.AtMost(Svg, Encoding.UTF8.GetByteCount(svg), 60e3, Unit.Bytes), Criterion.AtMost(drawn, Svg, Text, 0.6)], "");
    }

    private static void Write((double X, double Y)[] walk)
    {
        var path = new StringBuilder();
        foreach ((double x, double y) in walk)
            path.Append(System.Globalization.CultureInfo.InvariantCulture, $"L{x:0.#} {y:0.#}");
    }
}
