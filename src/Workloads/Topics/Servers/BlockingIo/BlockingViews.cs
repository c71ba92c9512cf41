using Workloads.Charts;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How a blocking call beside a computation is shown (E5).</summary>
public static class BlockingViews
{
    /// <summary>Each way in a row: how long both took, and how far the computation came before the answer did.</summary>
    /// <param name="runs">What came out for each way.</param>
    public static Table ToTable(this IEnumerable<BlockingRun> runs) => Table.Of(
        "",
        runs,
        ("way", run => run.Name),
        ("time", run => run.Elapsed.TotalSeconds),
        ("steps computed", run => run.Steps),
        ("of them before the answer", run => run.StepsMeanwhile))
        .In("time", Unit.Seconds, bars: true);
}
