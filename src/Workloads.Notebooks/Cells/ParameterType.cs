using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workloads.Notebooks.Runs;

namespace Workloads.Notebooks.Cells;

/// <summary>The type of a parameter, as far as it can be told from its declaration, and how a value of it is written.</summary>
/// <param name="Name">The C# name of the type, or of the elements' type.</param>
/// <param name="IsArray">Whether it is an array of them.</param>
internal sealed record ParameterType(string Name, bool IsArray)
{
    /// <summary>The method by which a preset chooses among three values: <c>preset.Of(1, 9, 25)</c>.</summary>
    private const string ByPreset = "Of";

    private static readonly string[] PresetNames = ["Smoke", "Quick", "Full"];

    private static readonly Dictionary<string, (Func<string, string?> Literal, string Allowed)> Types = new(StringComparer.Ordinal)
    {
        ["int"] = Number(int.TryParse, "", int.MinValue, int.MaxValue),
        ["long"] = Number(long.TryParse, "L", long.MinValue, long.MaxValue),
        ["uint"] = Number(uint.TryParse, "u", uint.MinValue, uint.MaxValue),
        ["ulong"] = Number(ulong.TryParse, "UL", ulong.MinValue, ulong.MaxValue),
        ["short"] = Number(short.TryParse, "", short.MinValue, short.MaxValue),
        ["ushort"] = Number(ushort.TryParse, "", ushort.MinValue, ushort.MaxValue),
        ["byte"] = Number(byte.TryParse, "", byte.MinValue, byte.MaxValue),
        ["double"] = (text => Floating(text) is { } v ? Text(SyntaxFactory.Literal(v)) : null, "a number such as 0.5"),
        ["float"] = (text => Floating(text) is { } v && float.IsFinite((float)v) ? Text(SyntaxFactory.Literal((float)v)) : null,
            "a number such as 0.5"),
        ["decimal"] = (text =>
            decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var v) ? Text(SyntaxFactory.Literal(v)) : null,
            "a number such as 0.5"),
        ["bool"] = (text => bool.TryParse(text, out var v) ? (v ? "true" : "false") : null, "true or false"),
        ["string"] = (text => Text(SyntaxFactory.Literal(text)), "any text"),
        ["Preset"] = (text =>
            PresetNames.FirstOrDefault(name => name.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } name ? $"Preset.{name}"
                : null, "Smoke, Quick or Full"),
        ["TimeSpan"] = (TimeLiteral, "a time such as 500ms, 2s, 1m or 00:00:02.5"),
    };

    private delegate bool TryParse<T>(string? text, NumberStyles style, IFormatProvider? provider, out T value);

    /// <summary>The type; null when it is none that a value can be written for.</summary>
    public static ParameterType? Of(TypeSyntax declared, ExpressionSyntax initializer)
    {
        if (!declared.IsVar)
            return OfSyntax(declared);
        var inferred = Infer(initializer);
        return inferred is not null && Types.ContainsKey(inferred.Name) ? inferred : null;
    }

    /// <summary>A value as C#.</summary>
    /// <exception cref="ParameterException">It is not of this type.</exception>
    public string Literal(string name, string value, bool isVar)
    {
        if (!IsArray)
            return One(name, value, value);
        var elements = value.Trim().TrimStart('[', '{').TrimEnd(']', '}');
        var literals = string.IsNullOrWhiteSpace(elements) ? [] : elements.Split(',').Select(e => Bare(One(name, value, e.Trim())));
        var list = string.Join(", ", literals);
        return isVar ? $"new {Name}[] {{ {list} }}" : $"[{list}]";
    }

    // Among elements whose type is written down, a number needs no suffix.
    private string Bare(string literal) => Name is "long" or "uint" or "ulong" ? literal.TrimEnd('L', 'U', 'u') : literal;

    private string One(string name, string whole, string text) =>
        Types[Name].Literal(text) ?? throw new ParameterException(
            $"--set {name}={whole}: '{text}' is no value for '{name}' ({Name}{(IsArray ? "[]" : "")}); allowed is {(IsArray ? "a list, divided by commas, of: " : "")}{Types[Name].Allowed}.");

    private static ParameterType? OfSyntax(TypeSyntax type)
    {
        if (type is ArrayTypeSyntax { RankSpecifiers: [{ Rank: 1 }] } array)
            return OfSyntax(array.ElementType) is { IsArray: false } element ? element with { IsArray = true } : null;
        if (type is NullableTypeSyntax nullable)
            return OfSyntax(nullable.ElementType);
        var name = type.ToString();
        name = name[(name.LastIndexOf('.') + 1)..] switch
        {
            "Int32" => "int", "Int64" => "long", "Double" => "double", "Boolean" => "bool", "String" => "string",
            var other => other,
        };
        return Types.ContainsKey(name) ? new ParameterType(name, false) : null;
    }

    private static ParameterType? Infer(ExpressionSyntax expression) => expression switch
    {
        _ when !RuntimeHelpers.TryEnsureSufficientExecutionStack() => null, // longer or deeper than anybody writes
        ParenthesizedExpressionSyntax p => Infer(p.Expression),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } => new("bool", false),
        PrefixUnaryExpressionSyntax p => Infer(p.Operand),
        CastExpressionSyntax cast => OfSyntax(cast.Type),
        DefaultExpressionSyntax d => OfSyntax(d.Type),
        LiteralExpressionSyntax literal => OfValue(literal),
        InterpolatedStringExpressionSyntax => new("string", false),
        ConditionalExpressionSyntax c => Wider(Infer(c.WhenTrue), Infer(c.WhenFalse)),
        BinaryExpressionSyntax b => IsComparison(b) ? new("bool", false) : Wider(Infer(b.Left), Infer(b.Right)),
        ArrayCreationExpressionSyntax array => OfSyntax(array.Type),
        ImplicitArrayCreationExpressionSyntax array => Elements(array.Initializer.Expressions),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax { Identifier.Text: ByPreset,
            TypeArgumentList.Arguments: [var type] } } } => OfSyntax(type),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: ByPreset },
            ArgumentList.Arguments: { Count: 3 } arguments } =>
            arguments.Select(a => Infer(a.Expression)).Aggregate(Wider),
        MemberAccessExpressionSyntax or InvocationExpressionSyntax => OfMember(expression),
        _ => null,
    };

    private static ParameterType? OfValue(LiteralExpressionSyntax literal) => literal.Token.Value switch
    {
        int => new("int", false),
        long => new("long", false),
        uint => new("uint", false),
        ulong => new("ulong", false),
        double => new("double", false),
        float => new("float", false),
        decimal => new("decimal", false),
        bool => new("bool", false),
        string => new("string", false),
        _ => null,
    };

    private static ParameterType? Elements(IEnumerable<ExpressionSyntax> elements) =>
        elements.Select(Infer).Aggregate((ParameterType?)null, Wider) is { IsArray: false } element ? element with { IsArray = true }
            : null;

    // Members whose type the notebooks rely on, without asking the compiler for all there are.
    private static ParameterType? OfMember(ExpressionSyntax expression) => expression.ToString() switch
    {
        var text when text.StartsWith("TimeSpan.", StringComparison.Ordinal)
            || text.StartsWith("System.TimeSpan.", StringComparison.Ordinal) => new("TimeSpan", false),
        var text when text.StartsWith("Preset.", StringComparison.Ordinal) => new("Preset", false),
        var text when text.StartsWith("Math.", StringComparison.Ordinal)
            && expression is InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } =>
            text.StartsWith("Math.Max", StringComparison.Ordinal) || text.StartsWith("Math.Min", StringComparison.Ordinal)
                || text.StartsWith("Math.Clamp", StringComparison.Ordinal)
                ? arguments.Select(a => Infer(a.Expression)).Aggregate((ParameterType?)null, Wider)
                : new("double", false),
        "Environment.ProcessorCount" or "System.Environment.ProcessorCount" => new("int", false),
        "int.MaxValue" or "int.MinValue" => new("int", false),
        "long.MaxValue" or "long.MinValue" => new("long", false),
        "string.Empty" => new("string", false),
        _ => null,
    };

    private static bool IsComparison(BinaryExpressionSyntax binary) => binary.Kind() is
        SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression or SyntaxKind.LessThanExpression
            or SyntaxKind.LessThanOrEqualExpression
        or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression or SyntaxKind.LogicalAndExpression
        or SyntaxKind.LogicalOrExpression;

    private static ParameterType? Wider(ParameterType? a, ParameterType? b)
    {
        if (a is null || b is null || a.IsArray || b.IsArray)
            return a ?? b;
        string[] order = ["int", "uint", "long", "ulong", "float", "double", "decimal", "TimeSpan", "string"];
        return Array.IndexOf(order, a.Name) >= Array.IndexOf(order, b.Name) ? a : b;
    }

    private static (Func<string, string?>, string) Number<T>(TryParse<T> parse, string suffix, T least, T greatest)
        where T : IFormattable =>
        (text => parse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out var value) ? Invariant($"{value}{suffix}") : null,
            Invariant($"a whole number from {least} to {greatest}"));

    private static double? Floating(string text) =>
        double.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value) ? value : null;

    private static string? TimeLiteral(string text)
    {
        if (!Duration.TryParse(text, out var time)
            && !(TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out time) && text.Contains(':', StringComparison.Ordinal))
            && text.Trim() is not ("0" or "0s" or "0ms"))
            return null;
        return $"TimeSpan.Parse(\"{time.ToString("c", CultureInfo.InvariantCulture)}\")";
    }

    // A double without a point would be an int to var.
    private static string Text(Microsoft.CodeAnalysis.SyntaxToken literal) =>
        literal.Value is double && !literal.Text.AsSpan().ContainsAny('.', 'E', 'e') ? literal.Text + ".0" : literal.Text;
}
