using Workloads.Notebooks.CommandLine;
using Workloads.Notebooks.Documents;

namespace Workloads.Notebooks.Cells;

/// <summary>The values that a command line gives to notebooks' parameters.</summary>
/// <param name="values">Each by its parameter's name.</param>
/// <param name="preset">The preset that is asked for; null leaves the notebooks' own.</param>
internal sealed class Parameters(IReadOnlyList<KeyValuePair<string, string>> values, string? preset)
{
    /// <summary>
    /// The presets that a notebook may be asked for in place of its own: whether each cell runs at all, and for the record.
    /// </summary>
    public const string Smoke = "Smoke", Full = "Full";

    /// <summary>The parameter that chooses the preset, and the one that says whether it is the full one.</summary>
    private const string PresetName = "preset", FullName = "full";

    /// <summary>The notebooks with these values, each where it has such a parameter.</summary>
    /// <exception cref="UsageException">No notebook has a parameter of that name, or the value is not of its type.</exception>
    public IReadOnlyList<NotebookDocument> Apply(IReadOnlyList<NotebookDocument> documents)
    {
        if (preset is null && values.Count == 0)
            return documents;
        var cells = documents.Select(ParameterCell.Find).ToList();
        foreach (var (name, value) in values)
        {
            if (!cells.Exists(c => c?.Has(name) == true) && documents.Count > 0)
                throw new UsageException($"--set {name}={value}: no notebook has a parameter '{name}'; {Known(cells)}.");
        }

        try
        {
            return [.. documents.Zip(cells, (document, cell) => cell?.With(For(cell)) ?? document)];
        }
        catch (ParameterException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private Dictionary<string, string> For(ParameterCell cell)
    {
        var chosen = new Dictionary<string, string>(StringComparer.Ordinal);
        if (preset is not null && cell.Has(PresetName))
            chosen[PresetName] = preset;
        else if (preset == Full && cell.Has(FullName))
            chosen[FullName] = "true";
        foreach (var (name, value) in values.Where(v => cell.Has(v.Key)))
            chosen[name] = value;
        return chosen;
    }

    private static string Known(List<ParameterCell?> cells)
    {
        var names = cells.OfType<ParameterCell>().SelectMany(c => c.Names).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ToList();
        return names.Count == 0 ? "there are none" : $"there are: {string.Join(", ", names)}";
    }
}
