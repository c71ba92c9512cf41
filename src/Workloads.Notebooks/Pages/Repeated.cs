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

    /// <summary>
    /// The HTML of one of a notebook's outputs without the styles that earlier ones have: they apply to all of its outputs. Scripts stay,
    /// since outputs come one by one, and each wakes its own.
    /// </summary>
    /// <param name="html">The output.</param>
    /// <param name="seen">The styles of earlier outputs; this one's are added.</param>
    public static string StylesOnce(string html, HashSet<string> seen) =>
        StyleOrScript().Replace(html, match => match.Groups["kind"].Value == "script" || seen.Add(match.Value) ? match.Value : "");

    [GeneratedRegex(@"<(?<kind>style|script)>.*?</\k<kind>>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex StyleOrScript();
}
