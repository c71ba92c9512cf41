using System.Text;

namespace Workloads.Benchmarks.Goals;

/// <summary>A map of 8 × 8 points and six models to explore: small, soon there, and whole without any request to a host.</summary>
internal sealed class ExploreGoal() : Goal("explore")
{
    private static readonly string[] Models = ["sequential", "thread pool", "parallel loop", "async tasks", "channel workers", "processes"];

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        var random = new Random(1);
        var map = new ExplorerMap("Where it pays",
        [
            .. from model in Models
               from size in Enumerable.Range(1, 8)
               from callers in Enumerable.Range(0, 8)
               let ratio = model == Models[0] ? 1 : 2 * random.NextDouble()
               select new ExplorerRow(".NET", model, 3 * size, 1 << callers, ratio, 0.95 * ratio, 1.05 * ratio, 1e-6 * size * size),
        ]);
        string html = "";
        Turns drawn = await new InTurns
        {
            Ways = [Way.Timed("map", () => html = map.ToHtml())],
            WarmUps = 100,
            MaxRounds = 15,
            Precision = 1e-9,
            Time = TimeSpan.MaxValue
        }.RunAsync(cancellationToken);
        return new(
            [
                Criterion.AtMost("a map of 8 × 8 points and six models", Encoding.UTF8.GetByteCount(html), 30 * 1_024, Unit.Bytes),
                Criterion.AtMost("drawn in", drawn.Took("map").Value, 50e-3, Unit.Seconds) with { Interval = drawn.Took("map") },
                Criterion.AtMost("addresses of other hosts in it", html.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal)
                    .Split("://").Length - 1, 0, Unit.Count),
            ],
            "");
    }
}
