using System.Reflection;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;

namespace Workloads.Notebooks.Engine;

/// <summary>
/// Values as text, by the notebook kernel's own formatters. A type that nothing is registered for and that offers a
/// public <c>string ToHtml()</c> is shown by that.
/// </summary>
internal static class ValueFormatter
{
    static ValueFormatter()
    {
        // As in the hosts that show HTML.
        Formatter.DefaultMimeType = HtmlFormatter.MimeType;
        Formatter.SetPreferredMimeTypesFor(typeof(string), PlainTextFormatter.MimeType);
    }

    public static IReadOnlyList<FormattedValue> Format(object? value, string[]? mimeTypes)
    {
        if (value is FormattedValue formatted)
            return [formatted];
        if (value is IEnumerable<FormattedValue> several)
            return [.. several];
        if (mimeTypes is null or [])
        {
            if (value is not null && OwnHtml(value) is { } html)
                return [new FormattedValue(HtmlFormatter.MimeType, html)];
            mimeTypes = [.. Formatter.GetPreferredMimeTypesFor(value?.GetType())];
        }

        return [.. mimeTypes.Select(mimeType => new FormattedValue(mimeType, value.ToDisplayString(mimeType)))];
    }

    private static string? OwnHtml(object value)
    {
        var type = value.GetType();
        var method = type.GetMethod("ToHtml", BindingFlags.Public | BindingFlags.Instance, Type.EmptyTypes);
        if (method?.ReturnType != typeof(string) || HasFormatter(type))
            return null;
        return (string?)method.Invoke(value, BindingFlags.DoNotWrapExceptions, null, null, null);
    }

    private static bool HasFormatter(Type type) =>
        type.GetCustomAttributes(inherit: true).Any(a => a.GetType().Name == nameof(TypeFormatterSourceAttribute))
        || Formatter.RegisteredFormatters(false).Any(formatter => formatter.Type != typeof(object) && formatter.Type.IsAssignableFrom(type));
}
