using System.Net;

namespace Workloads.Notebooks.Pages;

/// <summary>Small helps for writing HTML.</summary>
internal static class Html
{
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A text as an anchor: lower case, letters and digits, words joined by hyphens.</summary>
    public static string Anchor(string text)
    {
        var letters = text.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ').ToArray();
        return string.Join('-', new string(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
