using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Workloads.Html;

/// <summary>A script that lies in this assembly, as the element that an output holds.</summary>
/// <remarks>
/// An output must stand alone, since others may be cleared, so that each holds the scripts that it needs; they install themselves
/// once on a page. Their texts are the same in every output, so that a page needs to keep them once.
/// </remarks>
internal sealed class Script
{
    private Script(string name)
    {
        using Stream stream = typeof(Script).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly holds no '{name}'.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        string text = Tight(reader.ReadToEnd());

        // A page may hold outputs of several versions of the library, each with the script that knows it.
        Key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..6];
        Element = string.Create(CultureInfo.InvariantCulture,
            $"<script>{text.Replace("\"KEY\"", $"\"{Key}\"", StringComparison.Ordinal)}</script>");
    }

    /// <summary>
    /// The script without comments, which have lines of their own, and without spaces that it does not need: those beside a sign,
    /// outside quotes.
    /// </summary>
    /// <remarks>
    /// Two signs that mean something else together, such as <c>a - -b</c>, and quotes within a regular expression are not to be used.
    /// </remarks>
    private static string Tight(string script)
    {
        var tight = new StringBuilder(script.Length);
        foreach (string line in script.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal))
                continue;
            char quote = '\0';
            for (int index = 0; index < line.Length; index++)
            {
                char character = line[index];
                if (quote != '\0' ? character == quote && line[index - 1] != '\\' : character is '"' or '\'')
                    quote = quote == '\0' ? character : '\0';
                if (quote == '\0' && character == ' ' && (IsSign(line[index - 1]) || IsSign(line[index + 1])))
                    continue;
                tight.Append(character);
            }

            tight.Append('\n');
        }

        return tight.ToString().TrimEnd();
    }

    private static bool IsSign(char character) => "{}()[]=+-*/%,;:<>?&|!\"'".Contains(character, StringComparison.Ordinal);

    /// <summary>The script of all figures.</summary>
    public static Script Figure { get; } = new("figure.js");

    /// <summary>The script of figures whose axis of time can be zoomed; it stands before that of all figures.</summary>
    public static Script Zoom { get; } = new("zoom.js");

    /// <summary>The script of maps to explore.</summary>
    public static Script Explorer { get; } = new("explorer.js");

    /// <summary>The script of tables with raw rows.</summary>
    public static Script Table { get; } = new("table.js");

    /// <summary>The version, which is found in what the script is for.</summary>
    public string Key { get; }

    /// <summary>The element.</summary>
    public string Element { get; }
}
