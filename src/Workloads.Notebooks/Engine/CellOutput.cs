using Microsoft.DotNet.Interactive;
using Workloads.Notebooks.Hosting;

namespace Workloads.Notebooks.Engine;

/// <summary>Sends what one cell shows to the runner, until the cell has ended.</summary>
internal sealed class CellOutput(FrameWriter frames, Action flushConsole) : ICellOutput
{
    /// <summary>Text beyond this is cut in the middle, as the console's is.</summary>
    private const int LongestText = 1_000_000;

    private readonly List<string> _warnings = [];
    private volatile bool _ended;

    public IReadOnlyList<string> Warnings => _warnings;

    public void Display(string displayId, IReadOnlyList<FormattedValue> values) => Show(displayId, replaces: false, values);

    // An output may be replaced from a later cell too: its handle outlives the cell.
    public void Update(string displayId, IReadOnlyList<FormattedValue> values) => Send(displayId, replaces: true, values);

    public IReadOnlyList<FormattedValue> Format(object? value, string[]? mimeTypes) => ValueFormatter.Format(value, mimeTypes);

    /// <summary>Shows what the cell's last expression came to.</summary>
    public void ShowResult(object? value) => Show(null, replaces: false, ValueFormatter.Format(value, null));

    public void Show(string mimeType, string text) => Show(Guid.NewGuid().ToString("N"), replaces: false, [new FormattedValue(mimeType, text)]);

    /// <summary>Tells the reader of the notebook, and of the run, what may not be as the cell wants it.</summary>
    public void Warn(string line)
    {
        flushConsole();
        frames.WriteText(FrameKind.ErrorOutput, $"Warning: {line}\n");
        _warnings.Add(line);
    }

    public void End() => _ended = true;

    private void Show(string? displayId, bool replaces, IReadOnlyList<FormattedValue> values)
    {
        if (!_ended)
            Send(displayId, replaces, values);
    }

    private void Send(string? displayId, bool replaces, IReadOnlyList<FormattedValue> values)
    {
        flushConsole();
        var message = new ShownMessage(displayId, replaces, [.. values.Select(v => new MimeText(v.MimeType, Shorten(v.MimeType, v.Value ?? "")))]);
        frames.WriteJson(FrameKind.Shown, message, MessageJson.Default.ShownMessage);
    }

    private static string Shorten(string mimeType, string text)
    {
        if (mimeType == "text/plain" && text.Length > LongestText)
            return $"{text.AsSpan(0, LongestText / 2)}\n… {text.Length - LongestText:N0} characters left out …\n{text.AsSpan(text.Length - (LongestText / 2))}";
        const int longest = 16 * LongestText;
        return text.Length > longest ? $"({mimeType} of {text.Length:N0} characters left out; at most {longest:N0} are kept)" : text;
    }
}
