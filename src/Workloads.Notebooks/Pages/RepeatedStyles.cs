using System.Text.RegularExpressions;

namespace Workloads.Notebooks.Pages;

/// <summary>Leaves out of a page's outputs what an earlier output has brought to the page already: styles that are the same to the letter.</summary>
internal sealed partial class RepeatedStyles
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>HTML without the styles that the page has.</summary>
    public string Once(string html) => Style().Replace(html, match => _seen.Add(match.Value) ? match.Value : "");

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
