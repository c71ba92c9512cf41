using System.Text;
using System.Text.RegularExpressions;

namespace Workloads.Notebooks.Pages;

/// <summary>Console text as it would stand on a terminal in the end: without colours, and a line written over is its last state.</summary>
internal static partial class ConsoleText
{
    public static string Clean(string text)
    {
        if (text.Contains('\u001b', StringComparison.Ordinal))
            text = EscapeSequence().Replace(text, "");
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (text.Contains('\r', StringComparison.Ordinal))
            text = string.Join('\n', text.Split('\n').Select(LastState));
        return text.AsSpan().ContainsAnyInRange('\0', '\u001f') ? ControlCharacters().Replace(text, "") : text;
    }

    // What a later state does not cover of an earlier one stays visible.
    private static string LastState(string line)
    {
        var shown = new StringBuilder();
        foreach (var state in line.Split('\r', StringSplitOptions.RemoveEmptyEntries))
        {
            shown.Remove(0, Math.Min(state.Length, shown.Length));
            shown.Insert(0, state);
        }

        return shown.ToString();
    }

    [GeneratedRegex(@"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\a\x1b]*(\a|\x1b\\)|[@-Z\\^_])")]
    private static partial Regex EscapeSequence();

    [GeneratedRegex(@"[\x00-\x08\x0b-\x1f]")]
    private static partial Regex ControlCharacters();
}
