using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Workloads.Notebooks.Documents;

namespace Workloads.Notebooks.Pages;

/// <summary>C# as HTML, coloured by the compiler's own lexer.</summary>
internal static class CodeHighlighter
{
    public static string ToHtml(string code)
    {
        if (CellSyntax.Parse(code) is not { } root)
            return Html.Escape(code);
        var html = new StringBuilder(code.Length * 2);
        foreach (var token in root.DescendantTokens())
        {
            foreach (var trivia in token.LeadingTrivia)
                Append(trivia.ToFullString(), TriviaClass(trivia.Kind()));
            Append(token.Text, TokenClass(token));
            foreach (var trivia in token.TrailingTrivia)
                Append(trivia.ToFullString(), TriviaClass(trivia.Kind()));
        }

        return html.ToString();

        void Append(string text, string? kind)
        {
            if (kind is null || text.Length == 0)
                html.Append(Html.Escape(text));
            else
                html.Append(CultureInfo.InvariantCulture, $"<span class=\"{kind}\">{Html.Escape(text)}</span>");
        }
    }

    private static string? TriviaClass(SyntaxKind kind) => kind switch
    {
        SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia => "c",
        SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia => null,
        _ => "d",
    };

    private static string? TokenClass(Microsoft.CodeAnalysis.SyntaxToken token)
    {
        var kind = token.Kind();
        if (SyntaxFacts.IsKeywordKind(kind) || (kind == SyntaxKind.IdentifierToken && token.Text is "var" or "nint" or "dynamic"))
            return "k";
        return kind switch
        {
            SyntaxKind.NumericLiteralToken => "n",
            SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.Utf8StringLiteralToken
                or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
                or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedVerbatimStringStartToken
                or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringEndToken
                or SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken
                or SyntaxKind.InterpolatedRawStringEndToken => "s",
            SyntaxKind.IdentifierToken when IsType(token) => "t",
            SyntaxKind.IdentifierToken when token.Parent is { Parent: var call } && IsCalled(token, call) => "m",
            _ => null,
        };
    }

    private static bool IsType(Microsoft.CodeAnalysis.SyntaxToken token) =>
        token.Parent switch
        {
            Microsoft.CodeAnalysis.CSharp.Syntax.BaseTypeDeclarationSyntax => true,
            Microsoft.CodeAnalysis.CSharp.Syntax.GenericNameSyntax generic => !IsCalled(token, generic.Parent),
            Microsoft.CodeAnalysis.CSharp.Syntax.SimpleNameSyntax name => name.Parent switch
            {
                Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclarationSyntax v => v.Type == name,
                Microsoft.CodeAnalysis.CSharp.Syntax.ObjectCreationExpressionSyntax o => o.Type == name,
                Microsoft.CodeAnalysis.CSharp.Syntax.ParameterSyntax p => p.Type == name,
                Microsoft.CodeAnalysis.CSharp.Syntax.ArrayTypeSyntax or Microsoft.CodeAnalysis.CSharp.Syntax.TypeArgumentListSyntax
                    or Microsoft.CodeAnalysis.CSharp.Syntax.NullableTypeSyntax
                    or Microsoft.CodeAnalysis.CSharp.Syntax.CastExpressionSyntax { Expression: not null } => true,
                Microsoft.CodeAnalysis.CSharp.Syntax.MethodDeclarationSyntax m => m.ReturnType == name,
                Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax m => m.Expression == name && token.Text is [var first, ..]
                    && char.IsUpper(first),
                _ => false,
            },
            _ => false,
        };

    private static bool IsCalled(Microsoft.CodeAnalysis.SyntaxToken token, Microsoft.CodeAnalysis.SyntaxNode? parent) => parent switch
    {
        Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax call => call.Expression == token.Parent,
        Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax member => member.Name == token.Parent
            && member.Parent is Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax,
        _ => false,
    };
}
