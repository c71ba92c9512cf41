using Microsoft.DotNet.Interactive;

namespace System;

/// <summary>Showing values in a notebook.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows a value, in its preferred MIME types when none is named.</summary>
    /// <returns>A handle whose <see cref="DisplayedValue.Update"/> replaces the output in place.</returns>
    /// <exception cref="InvalidOperationException">No cell is running.</exception>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) => Context.Display(value, mimeTypes);

    /// <summary>Shows a text that is of the MIME type already.</summary>
    /// <returns>A handle whose <see cref="DisplayedValue.Update"/> replaces the output in place.</returns>
    /// <exception cref="InvalidOperationException">No cell is running.</exception>
    public static DisplayedValue DisplayAs(this string value, string mimeType) => Context.DisplayAs(value, mimeType);

    /// <summary>Shows rows as a table, a column for each property.</summary>
    /// <returns>A handle whose <see cref="DisplayedValue.Update"/> replaces the output in place.</returns>
    /// <exception cref="InvalidOperationException">No cell is running.</exception>
    public static DisplayedValue DisplayTable<T>(this IEnumerable<T>? value, params string[] mimeTypes) =>
        value is null ? Context.Display(null, mimeTypes) : Context.Display(Microsoft.DotNet.Interactive.Formatting.TabularData.TabularDataResourceFormatter.ToTabularDataResource(value), mimeTypes);

    private static KernelInvocationContext Context =>
        KernelInvocationContext.Current ?? throw new InvalidOperationException("There is no running cell to show this value in.");
}
