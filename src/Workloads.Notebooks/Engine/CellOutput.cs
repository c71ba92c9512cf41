using System.Globalization;
using System.Reflection;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Workloads.Notebooks.Hosting;

namespace Workloads.Notebooks.Engine;

/// <summary>Sends what the cells of a notebook show to the runner.</summary>
internal sealed class CellOutput(FrameWriter frames, Action flushConsole)
{
    /// <summary>Text beyond this is cut in the middle, as the console's is.</summary>
    private const int LongestText = 1_000_000;

    private const string Svg = "image/svg+xml";

    static CellOutput()
    {
        // As in the hosts that show HTML.
        Formatter.DefaultMimeType = HtmlFormatter.MimeType;
        Formatter.SetPreferredMimeTypesFor(typeof(string), PlainTextFormatter.MimeType);
    }

    /// <summary>Takes an event of the kernel.</summary>
    public void Take(KernelEvent kernelEvent)
    {
        switch (kernelEvent)
        {
            case ReturnValueProduced { Value: DisplayedValue }:
                break; // a cell that ends in display(x) has shown it
            case ReturnValueProduced result:
                Show(null, replaces: false, result);
                break;
            case DisplayedValueProduced shown:
                Show(shown.ValueId ?? "", replaces: false, shown);
                break;
            case DisplayedValueUpdated updated:
                Show(updated.ValueId, replaces: true, updated);
                break;
            case ErrorProduced error:
                WriteError($"{error.Message}\n");
                break;
        }
    }

    /// <summary>Shows what a cell's last expression came to.</summary>
    public static void ShowResult(object? value, KernelInvocationContext context)
    {
        IReadOnlyList<FormattedValue> values = value switch
        {
            FormattedValue formatted => [formatted],
            IEnumerable<FormattedValue> several => [.. several],
            _ => FormattedValue.CreateManyFromObject(value),
        };
        context.Publish(new ReturnValueProduced(value, context.Command, values));
    }

    /// <summary>Tells the reader of the notebook what may not be as the cell wants it.</summary>
    public void Warn(string line) => WriteError($"Warning: {line}\n");

    private void WriteError(string text)
    {
        flushConsole();
        frames.WriteText(FrameKind.ErrorOutput, text);
    }

    private void Show(string? displayId, bool replaces, DisplayEvent shown)
    {
        flushConsole();
        var values = shown.FormattedValues.Select(v => new MimeText(v.MimeType, Shorten(v.MimeType, v.Value ?? "")));
        if (shown.FormattedValues.Any(v => v.MimeType == HtmlFormatter.MimeType) && Picture(shown.Value) is { } picture)
            values = values.Append(new MimeText(Svg, picture));
        frames.WriteJson(FrameKind.Shown, new ShownMessage(displayId, replaces, [.. values]), MessageJson.Default.ShownMessage);
    }

    // For the places that show pictures and no inline drawings: a public string ToSvg() gives a value's picture.
    private static string? Picture(object? value)
    {
        var method = value?.GetType().GetMethod("ToSvg", BindingFlags.Public | BindingFlags.Instance, Type.EmptyTypes);
        return method?.ReturnType == typeof(string) ? (string?)method.Invoke(value, null) : null;
    }

    private static string Shorten(string mimeType, string text)
    {
        if (mimeType == PlainTextFormatter.MimeType && text.Length > LongestText)
            return string.Create(CultureInfo.InvariantCulture,
                $"{text.AsSpan(0, LongestText / 2)}\n… {text.Length - LongestText:N0} characters left out …\n{text.AsSpan(text.Length - (LongestText / 2))}");
        const int longest = 16 * LongestText;
        return text.Length > longest ? Invariant($"({mimeType} of {text.Length:N0} characters left out; at most {longest:N0} are kept)")
            : text;
    }
}
