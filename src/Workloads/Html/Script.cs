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
        using Stream stream = typeof(Script).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The assembly holds no '{name}'.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        string text = string.Join('\n', reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n').Where(static line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal)));

        // A page may hold outputs of several versions of the library, each with the script that knows it.
        Key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..6];
        Element = string.Create(CultureInfo.InvariantCulture, $"<script>{text.Replace("\"KEY\"", $"\"{Key}\"", StringComparison.Ordinal)}</script>");
    }

    /// <summary>The script of all figures.</summary>
    public static Script Figure { get; } = new("figure.js");

    /// <summary>The script of figures whose axis of time can be zoomed; it stands before that of all figures.</summary>
    public static Script Zoom { get; } = new("zoom.js");

    /// <summary>The version, which is found in what the script is for.</summary>
    public string Key { get; }

    /// <summary>The element.</summary>
    public string Element { get; }
}
