using System.Globalization;
using Workloads.Notebooks.Documents;
using Workloads.Notebooks.Engine;
using Workloads.Notebooks.Hosting;

namespace Workloads.Notebooks.Runs;

/// <summary>
/// What later cells lack since earlier ones failed, when a run keeps going: a cell that needs it is skipped with that reason, where it
/// would fail over a null, or over a name that nobody knows.
/// </summary>
internal sealed class MissingNames(string fileName)
{
    // What the compiler says of a name that nobody has brought.
    private static readonly string[] Unknown = ["CS0012", "CS0103", "CS0234", "CS0246", "CS1061"];

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _missing = new(StringComparer.Ordinal);
    private int? _bringer;

    /// <summary>Why a cell cannot do what it should; null when nothing is known that speaks against it.</summary>
    public string? ReasonToSkip(CellRun cell)
    {
        if (_missing.Count == 0 || cell.Cell.Kernel != KernelNames.CSharp)
            return null;
        var needed = new CellNames(cell.Cell.Source).Used.Where(_missing.ContainsKey).Order(StringComparer.Ordinal).FirstOrDefault();
        return needed is null ? null
            : Invariant($"not run, since it needs '{needed}', which cell {_missing[needed]} did not come to declare.");
    }

    /// <summary>
    /// Takes note of how a cell has ended. One that failed over names that an earlier cell would have brought becomes skipped.
    /// </summary>
    public void Take(CellRun cell)
    {
        if (cell.Cell.Kernel != KernelNames.CSharp)
            return;
        if (cell.Status == CellStatus.Failed && _bringer is { } bringer && cell.Error is { } error && IsUnknownName(error))
        {
            var reason =
                Invariant($"not run, since it needs what cell {bringer} did not come to bring ({CellFailure.OneLine(error.Message.Split('\n')[0])}).");
            (cell.Status, cell.Error) =
                (CellStatus.Skipped, CellFailure.FromMessage("NotRun", CellLocation.Name(fileName, cell.Number), reason));
        }

        var names = new CellNames(cell.Cell.Source);
        if (!cell.IsFine && names.BringsMore)
            _bringer ??= cell.Number;
        var reached = cell.IsFine ? int.MaxValue : FailingStatement(cell, names);
        foreach (var name in names.Declared)
        {
            if (name.Statement < reached || (!name.IsValue && reached >= 0))
            {
                _known.Add(name.Name);
                _missing.Remove(name.Name);
            }
            else if (reached >= 0 || !_known.Contains(name.Name))
            {
                _missing[name.Name] = cell.Number;
            }
        }
    }

    // The cell's own statement that threw: two may share a line, and then it was the last. -1 where none has run.
    private int FailingStatement(CellRun cell, CellNames names)
    {
        var here = CellLocation.WithLine(CellLocation.Name(fileName, cell.Number), 0)[..^1];
        var outermost = cell.Error?.Trace.LastOrDefault(frame => frame.StartsWith(here, StringComparison.Ordinal));
        return outermost is not null && int.TryParse(outermost.AsSpan(here.Length), CultureInfo.InvariantCulture, out var line)
            ? names.StatementAt(line) : -1;
    }

    private static bool IsUnknownName(CellError error) =>
        error.Name == "CompilationError"
            && error.Message.Split('\n').Any(line => Unknown.Any(code => line.StartsWith(code, StringComparison.Ordinal)));
}
