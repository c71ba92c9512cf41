using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Workloads.Tests;

/// <summary>A line of C# is no wider than 140 columns, but for a text that cannot be cut.</summary>
public sealed class LineWidthTests
{
    private const int Widest = 140;

    [Fact]
    public void No_line_is_wider_than_140_columns_unless_a_text_is()
    {
        var sources = new[] { "src", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

        Assert.Empty(sources.SelectMany(path =>
            TooWide(File.ReadAllText(path)).Select(line => $"{Path.GetRelativePath(Repository.Root, path)}, line {line}")));
    }

    [Theory]
    [InlineData("int i = 1{0};", "+ 1", true)]
    [InlineData("string text = \"a{0}\";", "b", false)]
    [InlineData("string text = $\"a{0}\";", "b", false)]
    [InlineData("string text = \"\"\"\n    a{0}\n    \"\"\";", "b", false)]
    [InlineData("// a{0}", " b", true)]
    public void A_wide_line_is_found_unless_it_is_a_text(string code, string repeated, bool isFound)
    {
        string repeatedly = string.Concat(Enumerable.Repeat(repeated, Widest));

        Assert.Equal(isFound, TooWide(code.Replace("{0}", repeatedly, StringComparison.Ordinal)).Any());
    }

    private static IEnumerable<int> TooWide(string code)
    {
        var source = SourceText.From(code);
        SyntaxNode? root = null;
        foreach (TextLine line in source.Lines.Where(line => line.Span.Length > Widest))
        {
            root ??= CSharpSyntaxTree.ParseText(source, new(LanguageVersion.Preview)).GetRoot();
            if (!IsText(root.FindToken(line.Start + Widest), line.Start + Widest))
                yield return line.LineNumber + 1;
        }
    }

    private static bool IsText(SyntaxToken token, int place) =>
        token.Span.Contains(place) && token.Kind() is SyntaxKind.StringLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
        || token.Parent!.AncestorsAndSelf().Any(node => node is InterpolatedStringExpressionSyntax && node.Span.Contains(place));
}
