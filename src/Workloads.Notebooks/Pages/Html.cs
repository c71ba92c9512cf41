using System.Net;
using System.Text.RegularExpressions;

namespace Workloads.Notebooks.Pages;

/// <summary>Small helps for writing HTML.</summary>
internal static partial class Html
{
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A text as an anchor: lower case, letters and digits, words joined by hyphens.</summary>
    public static string Anchor(string text)
    {
        var letters = text.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ').ToArray();
        return string.Join('-', new string(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>HTML in which cells of a table that head nothing are no headers: a screen reader would read them out as such.</summary>
    public static string WithoutEmptyHeaders(string html) => EmptyHeader().Replace(html, "<td></td>");

    [GeneratedRegex(@"<th\b[^>]*>\s*</th>", RegexOptions.IgnoreCase)]
    private static partial Regex EmptyHeader();
}
