namespace Microsoft.DotNet.Interactive;

/// <summary>A value as text of one MIME type.</summary>
/// <param name="mimeType">The MIME type, for example <c>text/html</c>.</param>
/// <param name="value">The text.</param>
/// <exception cref="ArgumentException">There is no MIME type.</exception>
public sealed class FormattedValue(string mimeType, string value)
{
    /// <summary>The MIME type.</summary>
    public string MimeType { get; } = string.IsNullOrWhiteSpace(mimeType) ? throw new ArgumentException("There is no MIME type.", nameof(mimeType)) : mimeType;

    /// <summary>The text.</summary>
    public string Value { get; } = value;
}
