using System.Text.RegularExpressions;

namespace Workloads.Html;

/// <summary>Pieces of HTML that make up one output.</summary>
internal static partial class Fragment
{
    /// <summary>
    /// The HTML with every style and every script once: where pieces that stand alone are put together, they repeat theirs.
    /// </summary>
    public static string Once(string html)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return StyleOrScript().Replace(html, match => seen.Add(match.Value) ? match.Value : "");
    }

    [GeneratedRegex("<(?<kind>style|script)>.*?</\\k<kind>>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex StyleOrScript();
}
