namespace Workloads.Html;

/// <summary>
/// The style of everything we show: colours that follow the host's theme, which is the page's own, VS Code's, JupyterLab's, or the
/// system's preference where no host says anything. It reaches elements of the class <c>wl</c> only, and its text is the same in every
/// output, so that a page needs to keep it once.
/// </summary>
internal static class Theme
{
    /// <summary>
    /// The rules that all outputs share. <c>--p</c> is the host's background, which outlines and what lies over drawings take.
    /// </summary>
    public const string Base = ""
        + ".wl{color-scheme:light dark;--p:var(--vscode-editor-background,var(--jp-layout-color0,var(--verso-editor-background,var(--paper,Canvas))));"
        + "--soft:color-mix(in srgb,currentColor 72%,transparent);--line:color-mix(in srgb,currentColor 14%,transparent);"
        + "--accent:light-dark(#1f6fc9,#5ea9f7);--best:color-mix(in srgb,light-dark(#0b6b3a,#5fd38d) 60%,currentColor);color:var(--verso-editor-foreground,inherit);font:13px/1.45 " + Fonts + "}.wl a{color:var(--accent)}"
        + ":is([data-theme=light],[data-jp-theme-light=true],.vscode-light,.vscode-high-contrast-light) .wl{color-scheme:light}"
        + ":is([data-theme=dark],[data-jp-theme-light=false],.vscode-dark,.vscode-high-contrast:not(.vscode-high-contrast-light)) .wl{color-scheme:dark}";

    /// <summary>The fonts of everything that is drawn or shown, as an attribute and a style sheet may hold them.</summary>
    public const string Fonts = "system-ui,-apple-system,Segoe UI,Roboto,Helvetica Neue,Arial,sans-serif";

    /// <summary>A style element with the shared rules and more.</summary>
    public static string Style(string more) => $"<style>{Base}{more}</style>";
}
