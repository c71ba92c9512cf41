using System.Text;
using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Measuring;

namespace Workloads.Benchmarks.Goals;

/// <summary>A figure of 100,000 points as an SVG: small, and soon there.</summary>
internal sealed class ChartGoal() : Goal("chart")
{
    private const int Points = 100_000;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        var random = new Random(1);
        double height = 0;
        (double X, double Y)[] walk = [.. Enumerable.Range(0, Points).Select(x => ((double)x, height += random.NextDouble() - 0.5))];
        string svg = "";
        Turns drawn = await new InTurns
        {
            Ways = [Way.Timed("svg", () => svg = new Figure("A random walk").With(new Line("walk", walk)).ToSvg())],
            WarmUps = 20, MaxRounds = 15, Precision = 1e-9, Time = TimeSpan.FromMinutes(1),
        }.RunAsync(cancellationToken);
        return new(
            [
                Criterion.AtMost($"the SVG of {Points:N0} points", Encoding.UTF8.GetByteCount(svg), 60e3, Figures.Kilobytes),
                Criterion.AtMost("drawn in", drawn.Took("svg").Value, 50e-3, Unit.Seconds),
            ],
            "none");
    }
}
