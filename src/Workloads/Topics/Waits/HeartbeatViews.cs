using Workloads.Charts;

namespace Workloads.Topics;

/// <summary>How a loop's heartbeat is shown (C10).</summary>
public static class HeartbeatViews
{
    /// <summary>When each loop's heart beat, a lane for each: where it is empty, something kept the loop.</summary>
    public static Figure ToFigure(this IEnumerable<(string Name, Heartbeat Heart)> hearts)
    {
        (string Name, Heartbeat Heart)[] all = [.. hearts];
        return new Figure("When the loop's heart beat")
        {
            X = Axis.Time("time since the loop's start"),
            Series =
            [
                new Lanes("beats", [.. all.SelectMany(loop => loop.Heart.Beats.Select(beat => new LaneSpan(loop.Name, beat.TotalSeconds, (beat + loop.Heart.Interval * 0.5).TotalSeconds)))])
                {
                    Order = [.. all.Select(loop => loop.Name)],
                },
            ],
        };
    }
}
