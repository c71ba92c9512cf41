namespace Microsoft.DotNet.Interactive;

/// <summary>Showing outputs in the run of a cell.</summary>
public static class KernelInvocationContextExtensions
{
    /// <summary>Shows a value, in its preferred MIME types when none is named.</summary>
    /// <returns>A handle whose <see cref="DisplayedValue.Update"/> replaces the output in place.</returns>
    public static DisplayedValue Display(this KernelInvocationContext context, object? value, params string[] mimeTypes)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Show(context, context.Output.Format(value, mimeTypes));
    }

    /// <summary>Shows a text that is of the MIME type already.</summary>
    /// <returns>A handle whose <see cref="DisplayedValue.Update"/> replaces the output in place.</returns>
    /// <exception cref="ArgumentException">The MIME type is empty.</exception>
    public static DisplayedValue DisplayAs(this KernelInvocationContext context, string value, string mimeType)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentException.ThrowIfNullOrWhiteSpace(mimeType);
        return Show(context, [new FormattedValue(mimeType, value)]);
    }

    private static DisplayedValue Show(KernelInvocationContext context, IReadOnlyList<FormattedValue> values)
    {
        var displayed = new DisplayedValue(Guid.NewGuid().ToString("N"), values, context.Output);
        context.Output.Display(displayed.DisplayId, values);
        return displayed;
    }
}
