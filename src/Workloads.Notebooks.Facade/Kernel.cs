using Microsoft.AspNetCore.Html;

namespace Microsoft.DotNet.Interactive;

/// <summary>The functions that every cell can call by their bare names.</summary>
#pragma warning disable IDE1006, CA1707 // display is the kernel's name for it
public abstract class Kernel
{
    private Kernel()
    {
    }

    /// <summary>Shows a value, in its preferred MIME types when none is named.</summary>
    /// <returns>A handle whose <see cref="DisplayedValue.Update"/> replaces the output in place.</returns>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => value.Display(mimeTypes);

    /// <summary>Text that is HTML already: shown, it is not escaped.</summary>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Shows a script, which runs where the page that holds the output is opened.</summary>
    public static void Javascript(string scriptContent) =>
        $"<script type=\"text/javascript\">{scriptContent}</script>".DisplayAs("text/html");

    /// <summary>Shows a style sheet, which holds for the page that the output is opened in.</summary>
    public static void CSS(string content) => $"<style>{content}</style>".DisplayAs("text/html");

    /// <summary>Asks the reader for a line of input, which a run without a reader cannot.</summary>
    /// <exception cref="InvalidOperationException">Always: nobody is there to answer.</exception>
    public static Task<string> GetInputAsync(string prompt = "", string typeHint = "text") =>
        throw new InvalidOperationException($"The cell asks for input ({(prompt.Length == 0 ? typeHint : prompt)}), and nobody is there to answer.");
}
