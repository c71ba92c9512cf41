using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workloads.Tests;

/// <summary>A use of something that is declared in another folder.</summary>
/// <param name="From">The folder that uses it, relative to the project; empty for the project's own.</param>
/// <param name="To">The folder that declares it.</param>
/// <param name="Where">The file and line of the use, and the name used.</param>
public sealed record Arrow(string From, string To, string Where);

/// <summary>
/// Which folder of a project knows which, by symbol: the compiler says for every name in the sources what it means, and where that is
/// declared. A using that nothing follows from is no arrow, and a name that needs no using is one.
/// </summary>
public static class SourceMap
{
    private static readonly CSharpParseOptions Options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    /// <summary>The arrows between the folders of one project.</summary>
    /// <param name="project">The project's folder.</param>
    /// <param name="added">A file to be read as if it were there, for a test of this reader.</param>
    public static IReadOnlyList<Arrow> Read(string project, (string Path, string Text)? added = null)
    {
        string[] files = [.. Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)];
        var trees = files.AsParallel().AsOrdered().Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), Options, file))
            .ToList();
        if (added is { } file)
            trees.Add(CSharpSyntaxTree.ParseText(file.Text, Options, Path.Combine(project, file.Path)));
        var implicitUsings = CSharpSyntaxTree.ParseText(
            string.Concat(ImplicitUsings.Select(name => $"global using {name};\n")), Options);
        var compilation = CSharpCompilation.Create(
            Path.GetFileName(project), [.. trees, implicitUsings], References(project),
            new(OutputKind.ConsoleApplication, allowUnsafe: true));
        return [.. trees.AsParallel().AsOrdered().SelectMany(tree => Arrows(project, compilation.GetSemanticModel(tree)))];
    }

    private static string[] ImplicitUsings =>
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading",
            "System.Threading.Tasks"];

    // All that the tests themselves run with, but for the project's own assembly.
    private static IEnumerable<MetadataReference> References(string project) =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileNameWithoutExtension(path) != Path.GetFileName(project))
        .Select(path => MetadataReference.CreateFromFile(path));

    private static IEnumerable<Arrow> Arrows(string project, SemanticModel model)
    {
        SyntaxTree tree = model.SyntaxTree;
        string from = FolderOf(project, tree);
        foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes(node => node is not UsingDirectiveSyntax)
            .OfType<SimpleNameSyntax>())
        {
            ISymbol? symbol = model.GetSymbolInfo(name).Symbol;
            if (symbol is INamespaceSymbol or null)
                continue;
            ISymbol declared = symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol.OriginalDefinition;
            foreach (string to in declared.DeclaringSyntaxReferences.Select(reference => FolderOf(project, reference.SyntaxTree))
                .Distinct())
            {
                if (to != from)
                    yield return new(from, to,
                        $"{Path.GetFileName(tree.FilePath)}({tree.GetLineSpan(name.Span).StartLinePosition.Line + 1}): {name}");
            }
        }
    }

    private static string FolderOf(string project, SyntaxTree tree) =>
        Path.GetRelativePath(project, Path.GetDirectoryName(tree.FilePath)!).Replace('\\', '/') is var folder && folder == "." ? ""
            : folder;
}
