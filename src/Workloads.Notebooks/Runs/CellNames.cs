using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workloads.Notebooks.Documents;

namespace Workloads.Notebooks.Runs;

/// <summary>A variable that a cell declares for those after it, or a type or a method.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Statement">Which of the cell's statements declares it, counted from 0.</param>
/// <param name="IsValue">Whether it is there only when its statement has run.</param>
internal sealed record DeclaredName(string Name, int Statement, bool IsValue);

/// <summary>The names in a cell's code, as far as its text tells.</summary>
internal sealed class CellNames
{
    private readonly IReadOnlyList<FileLinePositionSpan> _statements = [];

    /// <param name="source">The cell's text.</param>
    public CellNames(string source)
    {
        if (CellSyntax.Parse(source) is not { } root)
            return;
        Declared = [.. root.Members.SelectMany(Declarations)];
        _statements = [.. root.Members.Select(member => member.GetLocation().GetLineSpan())];
        Used = root.DescendantNodes().OfType<SimpleNameSyntax>().Where(IsLookedUp).Select(name => name.Identifier.ValueText)
            .ToHashSet(StringComparer.Ordinal);
        Used.ExceptWith(root.DescendantTokens().Where(IsDeclaration).Select(token => token.ValueText));
        BringsMore = root.Usings.Count > 0
            || source.Split('\n')
                .Any(line => line.StartsWith("#!import ", StringComparison.Ordinal)
                    || line.TrimStart().StartsWith("#r ", StringComparison.Ordinal));
    }

    /// <summary>What later cells can name.</summary>
    public IReadOnlyList<DeclaredName> Declared { get; } = [];

    /// <summary>What it names and does not declare itself.</summary>
    public HashSet<string> Used { get; } = [];

    /// <summary>Whether it brings names that its text does not tell: by an import, a reference or a namespace.</summary>
    public bool BringsMore { get; }

    /// <summary>The last statement that a line is part of, counted from 0; -1 where there is none.</summary>
    /// <param name="line">The cell's line, counted from 1.</param>
    public int StatementAt(int line) =>
        _statements.Index().LastOrDefault(s => s.Item.StartLinePosition.Line < line && line <= s.Item.EndLinePosition.Line + 1,
            (-1, default)).Index;

    private static IEnumerable<DeclaredName> Declarations(MemberDeclarationSyntax member, int statement)
    {
        return member switch
        {
            GlobalStatementSyntax { Statement: LocalFunctionStatementSyntax function } => [new(function.Identifier.ValueText, statement,
                IsValue: false)],
            MethodDeclarationSyntax method => [new(method.Identifier.ValueText, statement, IsValue: false)],
            BaseTypeDeclarationSyntax type => [new(type.Identifier.ValueText, statement, IsValue: false)],
            DelegateDeclarationSyntax type => [new(type.Identifier.ValueText, statement, IsValue: false)],
            PropertyDeclarationSyntax property => [new(property.Identifier.ValueText, statement,
                IsValue: property.Initializer is not null)],
            _ => Variables(member).Select(name => new DeclaredName(name, statement, IsValue: true)),
        };
    }

    // Those of the top level: not what a lambda or a block declares for itself.
    private static IEnumerable<string> Variables(MemberDeclarationSyntax member) => member
        .DescendantNodes(node => node is not (BlockSyntax or AnonymousFunctionExpressionSyntax))
        .Select(node => node switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
            SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
            _ => null,
        })
        .OfType<string>();

    // Not what stands behind a point, and not the name of an argument or of a member that is set.
    private static bool IsLookedUp(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == name,
        QualifiedNameSyntax qualified => qualified.Left == name,
        MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax or AliasQualifiedNameSyntax => false,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment => assignment.Left != name,
        _ => !name.IsVar,
    };

    private static bool IsDeclaration(SyntaxToken token) => token.IsKind(SyntaxKind.IdentifierToken) && token.Parent switch
    {
        VariableDeclaratorSyntax or SingleVariableDesignationSyntax or ParameterSyntax or ForEachStatementSyntax or CatchDeclarationSyntax
            or LocalFunctionStatementSyntax or MethodDeclarationSyntax or BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
            or PropertyDeclarationSyntax or EnumMemberDeclarationSyntax or EventDeclarationSyntax or TypeParameterSyntax
            or FromClauseSyntax or LetClauseSyntax or JoinClauseSyntax or JoinIntoClauseSyntax or QueryContinuationSyntax => true,
        _ => false,
    };
}
