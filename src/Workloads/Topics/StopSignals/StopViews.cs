using Workloads.Charts;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How stop signals are shown (C6).</summary>
public static class StopViews
{
    /// <summary>How soon a napping thread stopped, and what a look costs a busy one.</summary>
    public static Table ToTable(this IEnumerable<StopTrial> trials) => Table.Of(
        "",
        trials,
        ("signal", trial => trial.Signal),
        ("naps begun", trial => trial.Naps),
        ("stopped after", trial => trial.StopLatency),
        ("a look costs", trial => trial.NanosecondsPerLook * 1e-9)).In("stopped after", Unit.Seconds, Best.Lowest).In("a look costs", Unit.Seconds, Best.Lowest);

    /// <summary>Whether a loop saw its flag.</summary>
    public static Table ToTable(this IEnumerable<PlainFlag> flags) => Table.Of(
        "",
        flags,
        ("the flag is read", flag => flag.IsVolatile ? "as volatile" : "plainly"),
        ("the loop saw it", flag => flag.Stopped),
        ("turns of the loop", flag => flag.Turns),
        ("ended after", flag => flag.Elapsed));
}
