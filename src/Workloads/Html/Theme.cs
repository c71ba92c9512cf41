using System.Text;

namespace Workloads.Html;

/// <summary>
/// The colours of everything we draw, as CSS variables that follow the host's theme: the page's own, VS Code's, JupyterLab's,
/// or the system's preference where no host says anything.
/// </summary>
internal static class Theme
{
    /// <summary>How many series are told apart by colour before colours repeat.</summary>
    public const int SeriesColours = 8;

    // Told apart with the common forms of colour blindness and, by lightness, in print; at least 3 : 1 against the background.
    private static readonly string[] LightSeries = ["#1f6fc9", "#d2540a", "#00876c", "#a3339c", "#8f6d00", "#d1345b", "#4b4fa8", "#5f6b73"];
    private static readonly string[] DarkSeries = ["#5ea9f7", "#ff9a52", "#3fcfae", "#df86dd", "#e0bd3c", "#ff7f9c", "#a4a8ff", "#a9b5bd"];

    /// <summary>Colours that can be seen on a light and on a dark background, for drawings that cannot follow the theme.</summary>
    public static IReadOnlyList<string> MiddleSeries { get; } = ["#3787e0", "#e2701f", "#12a184", "#bf59b9", "#ad8a14", "#e2577a", "#7679cf", "#7f8b93"];

    private const string LightNeutral = "--wl-fg:#1f2328;--wl-soft:#59636e;--wl-grid:#e4e7eb;--wl-axis:#8b949e;--wl-bg:#fff;--wl-best:#0b6b3a;--wl-tint:#f3f5f7;--wl-accent:#1f6fc9;";
    private const string DarkNeutral = "--wl-fg:#e6edf3;--wl-soft:#a0aab4;--wl-grid:#30363d;--wl-axis:#7d8590;--wl-bg:#15191f;--wl-best:#5fd38d;--wl-tint:#21262d;--wl-accent:#5ea9f7;";

    /// <summary>Rules that give an element, by its id, the variables of whichever theme is in force.</summary>
    /// <param name="id">The element's id.</param>
    /// <param name="withSeries">Whether to add the series' colours.</param>
    public static string Variables(string id, bool withSeries = true)
    {
        string light = LightNeutral + (withSeries ? Series(LightSeries) : "");
        string dark = DarkNeutral + (withSeries ? Series(DarkSeries) : "");
        return $$"""
            #{{id}}{ {{light}} }
            @media(prefers-color-scheme:dark){ #{{id}}{ {{dark}} } }
            :is([data-theme=light],[data-jp-theme-light=true],.vscode-light,.vscode-high-contrast-light) #{{id}}{ {{light}} }
            :is([data-theme=dark],[data-jp-theme-light=false],.vscode-dark,.vscode-high-contrast:not(.vscode-high-contrast-light)) #{{id}}{ {{dark}} }
            #{{id}}{--wl-ink:var(--vscode-editor-foreground,var(--jp-content-font-color1,var(--wl-fg)));--wl-paper:var(--vscode-editor-background,var(--jp-layout-color0,var(--wl-bg)))}

            """;
    }

    private static string Series(string[] colours)
    {
        var text = new StringBuilder();
        for (int index = 0; index < colours.Length; index++)
            text.Append("--wl-c").Append(index).Append(':').Append(colours[index]).Append(';');
        return text.ToString();
    }
}
