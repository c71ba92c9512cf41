using System.Reflection;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;

namespace Workloads.Notebooks.Engine;

/// <summary>
/// Values as text, by the notebook kernel's own formatters. A type that nothing is registered for and that offers a
/// public <c>string ToHtml()</c> is shown by that. A value with a public <c>string ToSvg()</c> gives its picture too, for the
/// places that show pictures and no inline drawings.
/// </summary>
internal static class ValueFormatter
{
    private const string Svg = "image/svg+xml";

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
        return mimeTypes is null or [] ? FormatAsPreferred(value) : FormatAs(value, mimeTypes);
    }

    private static IReadOnlyList<FormattedValue> FormatAsPreferred(object? value)
    {
        IReadOnlyList<FormattedValue> shown = value is not null && !HasFormatter(value.GetType()) && Ask(value, "ToHtml") is { } html
            ? [new FormattedValue(HtmlFormatter.MimeType, html)]
            : FormatAs(value, Formatter.GetPreferredMimeTypesFor(value?.GetType()));
        return value is not null && Ask(value, "ToSvg") is { } svg ? [.. shown, new FormattedValue(Svg, svg)] : shown;
    }

    private static IReadOnlyList<FormattedValue> FormatAs(object? value, IEnumerable<string> mimeTypes) =>
        [.. mimeTypes.Select(mimeType => new FormattedValue(mimeType, value.ToDisplayString(mimeType)))];

    private static string? Ask(object value, string name)
    {
        var method = value.GetType().GetMethod(name, BindingFlags.Public | BindingFlags.Instance, Type.EmptyTypes);
        return method?.ReturnType == typeof(string) ? (string?)method.Invoke(value, BindingFlags.DoNotWrapExceptions, null, null, null) : null;
    }

    private static bool HasFormatter(Type type) =>
        type.GetCustomAttributes(inherit: true).Any(a => a.GetType().Name == nameof(TypeFormatterSourceAttribute))
        || Formatter.RegisteredFormatters(false).Any(formatter => formatter.Type != typeof(object) && formatter.Type.IsAssignableFrom(type));
}
