namespace Workloads.Notebooks.Documents;

/// <summary>The names that divide a notebook into cells, and which of them can be run here.</summary>
internal static class KernelNames
{
    public const string CSharp = "csharp";
    public const string Markdown = "markdown";
    public const string Html = "html";
    public const string Mermaid = "mermaid";

    /// <summary>Of a cell that is neither run nor shown as text, and kept as it is.</summary>
    public const string Raw = "raw";

    // Every name that the notebook hosts know, since each of them begins a cell, also one that nothing here can run.
    private static readonly Dictionary<string, string> NameByAlias = new(StringComparer.Ordinal)
    {
        [CSharp] = CSharp,
        ["c#"] = CSharp,
        ["C#"] = CSharp,
        [Markdown] = Markdown,
        ["md"] = Markdown,
        [Html] = Html,
        [Mermaid] = Mermaid,
        ["fsharp"] = "fsharp",
        ["f#"] = "fsharp",
        ["F#"] = "fsharp",
        ["pwsh"] = "pwsh",
        ["powershell"] = "pwsh",
        ["javascript"] = "javascript",
        ["js"] = "javascript",
        ["http"] = "http",
        ["value"] = "value",
        ["sql"] = "sql",
        ["kql"] = "kql",
    };

    public static IReadOnlyDictionary<string, string> All => NameByAlias;

    /// <summary>The kernel's name for a name or an alias of it; an unknown name stands for itself.</summary>
    public static string Resolve(string nameOrAlias) => NameByAlias.GetValueOrDefault(nameOrAlias, nameOrAlias);

    public static bool IsRunnable(string kernel) => kernel is CSharp or Markdown or Html or Mermaid;
}
