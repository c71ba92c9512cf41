namespace Microsoft.DotNet.Interactive;

/// <summary>Where what a cell shows goes.</summary>
internal interface ICellOutput
{
    /// <summary>Shows a new output, known by its identifier from then on.</summary>
    void Display(string displayId, IReadOnlyList<FormattedValue> values);

    /// <summary>Replaces an output that was shown before, in place.</summary>
    void Update(string displayId, IReadOnlyList<FormattedValue> values);

    /// <summary>Formats a value, in its preferred MIME types when none is named.</summary>
    IReadOnlyList<FormattedValue> Format(object? value, string[]? mimeTypes);
}
