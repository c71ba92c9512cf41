using System.Reflection;

namespace Workloads.Notebooks.Pages;

/// <summary>What all pages share: the document around the content, and the style sheet beside the index.</summary>
internal static class Page
{
    public const string StyleSheetName = "notebooks.css";

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
        <link rel="stylesheet" href="{root}{StyleSheetName}">
        </head>
        {body}
        </html>

        """;

    public static void WriteStyleSheet(string folder)
    {
        using var sheet = Assembly.GetExecutingAssembly().GetManifestResourceStream(StyleSheetName)!;
        using var file = File.Create(Path.Combine(folder, StyleSheetName));
        sheet.CopyTo(file);
    }
}
