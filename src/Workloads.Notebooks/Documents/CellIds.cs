using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Workloads.Notebooks.Documents;

/// <summary>
/// Identifiers for cells, as nbformat 4.5 wants them: unique in the notebook, and the same on every run, so that a
/// notebook that is run again differs only where its outputs do.
/// </summary>
internal static partial class CellIds
{
    public static IReadOnlyList<string> For(IEnumerable<NotebookCell> cells)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        return [.. cells.Select(cell => Unique(cell, used))];
    }

    private static string Unique(NotebookCell cell, HashSet<string> used)
    {
        var id = cell.Id is { } own && Valid().IsMatch(own)
            ? own
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{cell.Kernel}\n{cell.Source}")))[..8];
        var unique = id;
        for (var copy = 2; !used.Add(unique); copy++)
            unique = Invariant($"{id[..Math.Min(id.Length, 56)]}-{copy}");
        return unique;
    }

    [GeneratedRegex(@"^[a-zA-Z0-9_-]{1,64}\z")]
    private static partial Regex Valid();
}
