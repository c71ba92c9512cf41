using System.Reflection;
using Workloads.Notebooks.Documents;

namespace Workloads.Notebooks.Pages;

/// <summary>What all pages share: the document around the content, and the style sheet and the script beside the index.</summary>
internal static class Page
{
    private const string StyleSheet = "notebooks.css", Script = "notebooks.js";

    /// <summary>A whole document.</summary>
    /// <param name="title">The title, as plain text.</param>
    /// <param name="root">The way from the page to the index's folder: empty, or <c>../</c> for each folder between.</param>
    /// <param name="body">The body's HTML.</param>
    public static string Document(string title, string root, string body) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Html.Escape(title)}</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="{root}{StyleSheet}">
        <script src="{root}{Script}" defer></script>
        </head>
        {body}
        </html>

        """;

    /// <summary>Writes the style sheet and the script.</summary>
    public static void WriteAssets(string folder)
    {
        foreach (var name in new[] { StyleSheet, Script })
        {
            using var asset = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
            WholeFile.Write(Path.Combine(folder, name), asset.CopyTo);
        }
    }
}
