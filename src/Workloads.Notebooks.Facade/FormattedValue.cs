namespace Microsoft.DotNet.Interactive;

/// <summary>A value as text of one MIME type.</summary>
/// <param name="mimeType">The MIME type, for example <c>text/html</c>.</param>
/// <param name="value">The text.</param>
public sealed class FormattedValue(string mimeType, string value)
{
    /// <summary>The MIME type.</summary>
    public string MimeType { get; } = mimeType;

    /// <summary>The text.</summary>
    public string Value { get; } = value;
}
