namespace Workloads.Charts;

/// <summary>
/// How wide text will be, without a font at hand: the advance widths of DejaVu Sans, the widest of the sans-serif fonts that
/// browsers take by themselves, so that a label that is said to fit does so in all of them.
/// </summary>
internal static class TextWidth
{
    public static double Of(string text, double fontSize, bool bold = false)
    {
        double ems = 0;
        foreach (char character in text)
            ems += Ems(character);
        return ems * fontSize * (bold ? 1.14 : 1.01);
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
        string[] words = [.. Words(text)];
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

    /// <summary>The text's words; a number and its unit are one.</summary>
    private static IEnumerable<string> Words(string text)
    {
        string word = "";
        foreach (string next in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            bool isUnit = word.Length > 0 && char.IsAsciiDigit(word[^1])
                && next.TrimEnd(',', ';', '.', ':', ')') is "%" or "ns" or "µs" or "ms" or "s" or "B" or "KB" or "MB" or "GB" or "TB";
            if (!isUnit && word.Length > 0)
                yield return word;
            word = isUnit ? $"{word} {next}" : next;
        }

        if (word.Length > 0)
            yield return word;
    }

    private static double Ems(char character) => character switch
    {
        >= ' ' and <= '~' => Hundredths(character - ' ') / 100.0,
        < '\u0300' => 0.64,
        >= '\u2010' and <= '\u2015' => 0.8,
        >= '\u2E80' => 1.02,
        _ => 0.84,
    };

    private static int Hundredths(int index) => ((Widths[2 * index] - '0') * 10) + Widths[(2 * index) + 1] - '0';

    /// <summary>The letters' widths from the space to the tilde, two digits each.</summary>
    private const string Widths =
        "324046846495782839395084323632346464646464646464646434348484845399696970776358787530306656867579"
        + "6079706461736999696169393439845050616455646235646328285828986361646441523963598259595364346484";
}
