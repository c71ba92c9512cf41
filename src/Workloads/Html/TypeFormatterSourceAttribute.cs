namespace Workloads.Html;

/// <summary>Tells a notebook's kernel how to show values of a type; kernels find it by its name, not by its assembly.</summary>
/// <param name="formatterSourceType">A class with a parameterless constructor and a method <c>CreateTypeFormatters</c>.</param>
/// <remarks>
/// Every MIME type in <see cref="PreferredMimeTypes"/> must have a formatter: a kernel that looks for one without recurses
/// until its process dies. A test holds the two lists together.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>The class that makes the formatters.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>In which forms a value is shown, the best first.</summary>
    public string[] PreferredMimeTypes { get; init; } = [MimeFormatter.Html, MimeFormatter.Plain];
}
