using Workloads.Show;

namespace Workloads.TaskQueues;

/// <summary>A fleet's queue at one moment.</summary>
/// <param name="Depth">Messages that no machine has taken yet.</param>
/// <param name="Machines">Machines that take them.</param>
/// <param name="Totals">What was done for this client so far.</param>
public sealed record QueueStatus(long Depth, int Machines, QueueTotals Totals)
{
    /// <summary>In words, with the rate since an earlier moment.</summary>
    /// <param name="before">The earlier moment.</param>
    /// <param name="between">How long ago it was.</param>
    public string Since(QueueStatus before, TimeSpan between)
    {
        ArgumentNullException.ThrowIfNull(before);
        double rate = Math.Max(0, Totals.Answers - before.Totals.Answers) / Math.Max(between.TotalSeconds, 1e-3);
        return $"{Say.Count(Depth)} messages wait, {Say.Count(Machines)} {(Machines == 1 ? "machine" : "machines")}, {Say.Count((long)rate)} answers a second, {Say.Count(Totals.Redeliveries)} redelivered, {Say.Count(Totals.Duplicates)} duplicates";
    }
}
