namespace Microsoft.DotNet.Interactive;

/// <summary>An output that has been shown and can be replaced in place.</summary>
public sealed class DisplayedValue
{
    private readonly ICellOutput _output;

    internal DisplayedValue(string displayId, IReadOnlyList<FormattedValue> values, ICellOutput output)
    {
        DisplayId = displayId;
        FormattedValues = values;
        _output = output;
    }

    /// <summary>The output's identifier.</summary>
    public string DisplayId { get; }

    /// <summary>What is shown at present, one text for each MIME type.</summary>
    public IReadOnlyList<FormattedValue> FormattedValues { get; private set; }

    /// <summary>Shows another value in this output's place, in the same MIME types.</summary>
    public void Update(object updatedValue)
    {
        FormattedValues = _output.Format(updatedValue, [.. FormattedValues.Select(v => v.MimeType)]);
        _output.Update(DisplayId, FormattedValues);
    }
}
