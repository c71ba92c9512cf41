using Workloads.Charts;
using Workloads.Processes;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How child processes and worker processes are shown.</summary>
public static class ProcessViews
{
    /// <summary>The longest piece of a child's output that stands in a table.</summary>
    private const int MaxText = 60;

    /// <summary>How each child ended, and the last line that it printed.</summary>
    /// <param name="children">The children's results.</param>
    public static Table ToTable(this IEnumerable<ChildResult> children) => Table.Of(
        "",
        children,
        ("command", child => Short(child.Command.ToString())),
        ("ended", child => child.Ending switch
        {
            ChildEnding.Succeeded => "succeeded",
            ChildEnding.Failed => "failed",
            ChildEnding.TimedOut => "timed out",
            _ => "not started",
        }),
        ("exit code", child => child.ExitCode),
        ("time", child => child.Elapsed),
        ("last line", child => Short(LastLine(child))));

    /// <summary>How each child of a fleet ended.</summary>
    /// <param name="fleet">The fleet's result.</param>
    public static Table ToTable(this FleetResult fleet)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        return fleet.Children.ToTable() with { Caption = $"{fleet.Children.Count} commands, at most {fleet.MaxAtOnce} at once, {Say.Time(fleet.Elapsed)} in all" };
    }

    /// <summary>The workers of a pool.</summary>
    /// <param name="workers">The workers.</param>
    public static Table ToTable(this IEnumerable<WorkerInfo> workers) => Table.Of(
        "",
        workers,
        ("process", worker => $"{worker.ProcessId}"),
        ("start", worker => worker.StartUp),
        ("calls done", worker => worker.CallsDone),
        ("memory of its own", worker => (double)worker.PrivateBytes)).In("memory of its own", Unit.Bytes);

    private static string LastLine(ChildResult child) =>
        (child.Lines.Count > 0 ? child.Output : child.Error).Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";

    private static string Short(string text) => text.Length <= MaxText ? text : text[..MaxText] + " …";
}
