using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Workloads.Html;

/// <summary>Text made safe to stand in HTML, in SVG and in XML, and ids that are unique on a page.</summary>
internal static class Markup
{
    private static readonly string Session = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..6];
    private static int _ids;

    /// <summary>Escapes what has a meaning in markup, and replaces what XML does not allow at all; letters of all scripts stay.</summary>
    public static string Encode(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (!text.AsSpan().ContainsAny(Suspects) && !text.Any(NeedsReplacing))
            return text;

        var encoded = new StringBuilder(text.Length + 16);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => encoded.Append("&amp;"),
                '<' => encoded.Append("&lt;"),
                '>' => encoded.Append("&gt;"),
                '"' => encoded.Append("&quot;"),
                '\'' => encoded.Append("&#39;"),
                '\t' or '\n' or '\r' => encoded.Append((char)rune.Value),
                < ' ' or 0xFFFE or 0xFFFF => encoded.Append('\uFFFD'),
                _ => encoded.Append(rune.ToString()),
            };
        }

        return encoded.ToString();
    }

    /// <summary>A text as an address that holds it, packed by gzip.</summary>
    internal static string Packed(string text)
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.SmallestSize))
            zip.Write(Encoding.UTF8.GetBytes(text));
        return $"data:application/gzip;base64,{Convert.ToBase64String(bytes.ToArray())}";
    }

    /// <summary>An id that no other element on the page has, whichever process wrote it.</summary>
    public static string NewId() => string.Create(CultureInfo.InvariantCulture, $"wl-{Session}-{Interlocked.Increment(ref _ids)}");

    private static readonly System.Buffers.SearchValues<char> Suspects = System.Buffers.SearchValues.Create("&<>\"'");

    private static bool NeedsReplacing(char character) => character < ' ' || char.IsSurrogate(character) || character >= 0xFFFE;
}
