using Workloads.Charts;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>The model beside CPython, as tables: each figure, and their ratio.</summary>
public static class LockViews
{
    private const string Ratio = "ratio";

    /// <summary>A row for each figure of each build, with the least and the most where there were several rounds.</summary>
    public static Table ToTable(this LockComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return Table.Of(
            "",
            comparison.Rows,
            ("", row => row.Trial.What),
            ("runtime", row => row.Build?.Name ?? "CPython (not found)"),
            ("its GIL", row => row.Build?.Gil switch { GilState.On => "on", GilState.Off => "off", _ => "" }),
            ("its figure", row => row.PythonText + Spread(row, row.PythonRounds)),
            ("the model's", row => row.ModelText + Spread(row, row.ModelRounds)),
            (Ratio, row => double.IsFinite(row.Ratio) ? row.Ratio : null))
            .In(Ratio, Unit.Ratio) with { Caption = $"Ratio: the model's figure in times of the runtime's. {MachineFacts.Current.Summary}" };
    }

    private static string Spread(LockComparisonRow row, IReadOnlyList<double> rounds) =>
        rounds.Count < 2 || rounds.Any(double.IsNaN) ? "" : $" ({row.Trial.Unit.Format(rounds.Min())} to {row.Trial.Unit.Format(rounds.Max())})";

    /// <summary>A row for each kind of interpreter: what a life costs, and how fast two are.</summary>
    public static Table ToTable(this InterpreterComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        InterpreterLife model = comparison.Model;
        return Table.Of(
            "",
            [model, comparison.Isolate, .. comparison.Builds],
            ("", life => life.Name),
            ("create", life => life.Create),
            ("run", life => life.Run),
            ("close", life => life.Close),
            (Ratio, life => life == model ? null : model.Whole / life.Whole),
            ("two, as fast as one", life => double.IsNaN(life.SpeedUp) ? null : life.SpeedUp),
            (Ratio, life => life == model || double.IsNaN(life.SpeedUp) ? null : model.SpeedUp / life.SpeedUp))
            .In("two, as fast as one", Unit.Ratio).In(Ratio, Unit.Ratio) with { Caption = $"Ratios: the model's three times together, and its speed-up, in times of the row's. {MachineFacts.Current.Summary}" };
    }
}
