using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workloads.Notebooks.Documents;

/// <summary>A cell's C#, which is the notebook kernel's, as the compiler's parser sees it.</summary>
internal static class CellSyntax
{
    public const LanguageVersion Version = LanguageVersion.CSharp14;

    public static readonly CSharpParseOptions Options = new(Version, kind: SourceCodeKind.Script);

    // The parser descends into brackets, and in some places without looking at its stack.
    private const int MaxDepth = 200;

    /// <summary>The code's tree, with its errors in it; null where it is nested deeper than anybody writes.</summary>
    public static CompilationUnitSyntax? Parse(string code) =>
        Depth(code) > MaxDepth ? null : (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(code, Options).GetRoot();

    private static int Depth(string code)
    {
        var (depth, deepest) = (0, 0);
        foreach (var character in code)
        {
            depth += character switch { '(' or '[' or '{' or '<' => 1, ')' or ']' or '}' or '>' => -1, _ => 0 };
            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }
}
