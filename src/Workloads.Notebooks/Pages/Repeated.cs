using System.Text.RegularExpressions;

namespace Workloads.Notebooks.Pages;

/// <summary>
/// What outputs repeat: each stands alone, with its style and its scripts, since a host may clear the others. A page keeps all of them,
/// so that each style and each script is needed once.
/// </summary>
internal static partial class Repeated
{
    /// <summary>The HTML with every style and script that it has more than once in its first place only.</summary>
    public static string Once(string html)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return StyleOrScript().Replace(html, match => seen.Add(match.Value) ? match.Value : "");
    }

    [GeneratedRegex(@"<(?<kind>style|script)>.*?</\k<kind>>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex StyleOrScript();
}
