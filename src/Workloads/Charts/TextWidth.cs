namespace Workloads.Charts;

/// <summary>
/// How wide text will be, without a font at hand: the advance widths of Helvetica's classes of letters, rounded up, so that a
/// label that is said to fit does so in the sans-serif fonts that browsers have.
/// </summary>
internal static class TextWidth
{
    public static double Of(string text, double fontSize, bool bold = false)
    {
        double ems = 0;
        foreach (char character in text)
            ems += Ems(character);
        return ems * fontSize * (bold ? 1.1 : 1.03);
    }

    /// <summary>The text, cut with an ellipsis where it is wider than there is room.</summary>
    public static string Fit(string text, double room, double fontSize, bool bold = false)
    {
        if (Of(text, fontSize, bold) <= room)
            return text;
        int length = Math.Min(text.Length, 400);
        while (length > 1 && Of(text[..length] + "…", fontSize, bold) > room)
            length--;
        if (length > 1 && char.IsHighSurrogate(text[length - 1]))
            length--;
        return text[..Math.Min(length, text.Length)].TrimEnd() + "…";
    }

    /// <summary>The text in lines, broken between words, and the last one cut where it takes more lines than allowed.</summary>
    public static IReadOnlyList<string> Wrap(string text, double room, double fontSize, bool bold = false, int maxLines = 3)
    {
        var lines = new List<string>();
        string line = "";
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (int index = 0; index < words.Length; index++)
        {
            string longer = line.Length == 0 ? words[index] : line + " " + words[index];
            if (line.Length == 0 || Of(longer, fontSize, bold) <= room)
            {
                line = longer;
                continue;
            }

            if (lines.Count == maxLines - 1)
            {
                line = string.Join(' ', words[(index - 1)..].Prepend(line[..^words[index - 1].Length].TrimEnd())).Trim();
                break;
            }

            lines.Add(Fit(line, room, fontSize, bold));
            line = words[index];
        }

        if (line.Length > 0)
            lines.Add(Fit(line, room, fontSize, bold));
        return lines;
    }

    private static double Ems(char character) => character switch
    {
        'i' or 'j' or 'l' or '\'' or '|' => 0.24,
        ' ' or 'f' or 't' or 'I' or '.' or ',' or ':' or ';' or '!' or '/' or '\\' or '[' or ']' => 0.3,
        '(' or ')' or '-' or 'r' or '"' or '`' => 0.35,
        'm' or 'M' or 'W' or '%' or '@' => 0.92,
        'w' => 0.74,
        >= 'A' and <= 'Z' or '&' => 0.7,
        'c' or 'k' or 's' or 'v' or 'x' or 'y' or 'z' => 0.52,
        < '\u0300' => 0.58,
        >= '\u2010' and <= '\u2015' => 0.8,
        >= '\u2E80' => 1.02,
        _ => 0.7,
    };
}
