using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Workloads.Notebooks.Documents;

namespace Workloads.Notebooks.Cells;

/// <summary>
/// A notebook's parameters: the variables that its first C# cell headed <c>// Parameters</c>, or tagged <c>parameters</c> as Papermill has
/// it, declares at the top level with an initial value.
/// </summary>
internal sealed class ParameterCell
{
    private const string Tag = "parameters";

    private readonly NotebookDocument _document;
    private readonly int _index;
    private readonly Dictionary<string, Declared> _declared;

    private ParameterCell(NotebookDocument document, int index)
    {
        _document = document;
        _index = index;
        var root = CSharpSyntaxTree.ParseText(document.Cells[index].Source, CellSyntax.Options).GetCompilationUnitRoot();
        _declared = root.Members
            .Select(DeclarationOf)
            .OfType<VariableDeclarationSyntax>()
            .SelectMany(d => d.Variables.Where(v => v.Initializer is not null).Select(v => new Declared(d.Type, v)))
            .GroupBy(d => d.Variable.Identifier.ValueText, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
    }

    public IEnumerable<string> Names => _declared.Keys;

    public bool Has(string name) => _declared.ContainsKey(name);

    /// <summary>The document's parameters; null when it has none.</summary>
    public static ParameterCell? Find(NotebookDocument document)
    {
        for (var i = 0; i < document.Cells.Count; i++)
        {
            if (document.Cells[i].Kernel == KernelNames.CSharp
                && (IsHeaded(document.Cells[i].Source) || document.Cells[i].Tags.Contains(Tag, StringComparer.Ordinal)))
                return new ParameterCell(document, i);
        }

        return null;
    }

    /// <summary>The document with other initial values.</summary>
    /// <exception cref="ParameterException">A value is not of its variable's type.</exception>
    public NotebookDocument With(IEnumerable<KeyValuePair<string, string>> values)
    {
        var changes = values.Select(v => Change(_declared[v.Key], v.Key, v.Value)).ToList();
        var cells = _document.Cells.ToList();
        var source = SourceText.From(cells[_index].Source).WithChanges(changes).ToString();
        cells[_index] = cells[_index] with { Source = source };
        return _document with { Cells = cells };
    }

    private static TextChange Change(Declared declared, string name, string value)
    {
        var type = ParameterType.Of(declared.Type, declared.Variable.Initializer!.Value)
            ?? throw new ParameterException($"--set {name}={value}: the type of '{name}' cannot be set from here; allowed are numbers, bool, string, TimeSpan and arrays of them.");
        return new TextChange(declared.Variable.Initializer.Value.Span, type.Literal(name, value, declared.Type.IsVar));
    }

    // What a cell uses has to come first in some hosts.
    private static bool IsHeaded(string source)
    {
        var first = source.Split('\n').Select(line => line.Trim())
            .FirstOrDefault(line => line.Length > 0 && !line.StartsWith("using ", StringComparison.Ordinal)) ?? "";
        return first.StartsWith("//", StringComparison.Ordinal)
            && first.TrimStart('/').TrimStart().StartsWith("Parameters", StringComparison.OrdinalIgnoreCase);
    }

    // In a script a variable at the top level is a field to the parser.
    private static VariableDeclarationSyntax? DeclarationOf(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field => field.Declaration,
        GlobalStatementSyntax { Statement: LocalDeclarationStatementSyntax local } => local.Declaration,
        _ => null,
    };

    private sealed record Declared(TypeSyntax Type, VariableDeclaratorSyntax Variable);
}
