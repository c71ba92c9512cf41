using System.Globalization;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Workloads.Notebooks.Hosting;

namespace Workloads.Notebooks.Engine;

/// <summary>Turns what went wrong in a cell into lines for the reader: where, what, and no frame of the runner's own.</summary>
internal static class CellFailure
{
    /// <summary>Errors of the compiler, one line each.</summary>
    /// <param name="diagnostics">What the compiler says.</param>
    /// <param name="cell">The cell's name.</param>
    public static CellError FromDiagnostics(IEnumerable<Diagnostic> diagnostics, string cell)
    {
        var errors = diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        var lines = errors.Select(error => Describe(error, cell)).Distinct(StringComparer.Ordinal).ToList();
        return new CellError("CompilationError",
            string.Join('\n', errors.Select(e => $"{e.Id}: {e.GetMessage(CultureInfo.InvariantCulture)}").Distinct(StringComparer.Ordinal)),
            lines, []);
    }

    /// <summary>Warnings of the compiler, one line each.</summary>
    public static IReadOnlyList<string> Warnings(IEnumerable<Diagnostic> diagnostics, string cell) =>
        [.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Warning).Select(warning => Describe(warning, cell))
            .Distinct(StringComparer.Ordinal)];

    /// <summary>An exception that a cell threw.</summary>
    public static CellError FromException(Exception exception, string cell)
    {
        var trace = Trace(exception);
        var where = trace.FirstOrDefault(frame => frame.IsCell).Text ?? cell;
        var name = exception.GetType().FullName ?? exception.GetType().Name;
        return new CellError(name, exception.Message, [$"{where}: {exception.GetType().Name}: {OneLine(exception.Message)}"],
            [.. trace.Select(f => f.IsCell ? f.Text : $"at {f.Text}"), .. Causes(exception)]);
    }

    /// <summary>A failure that is neither the compiler's nor an exception of the cell's.</summary>
    public static CellError FromMessage(string name, string where, string message) =>
        new(name, message, [$"{where}: {OneLine(message)}"], []);

    /// <summary>The same error, said of the cell that imports the one it happened in.</summary>
    public static CellError Imported(this CellError error, string importing) =>
        error with { Lines = [.. error.Lines.Select(line => $"{importing}: {line}")] };

    public static string OneLine(string text) =>
        string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    // An error that names no place is the whole cell's: for code too deep within itself the compiler keeps no lines either.
    private static string Describe(Diagnostic diagnostic, string cell)
    {
        var span = diagnostic.Location.GetMappedLineSpan();
        var text = $"{diagnostic.Id}: {OneLine(diagnostic.GetMessage(CultureInfo.InvariantCulture))}";
        return $"{(span.Path is { Length: > 0 } path ? CellLocation.WithLine(Path.GetFileName(path), span.StartLinePosition.Line + 1) : cell)}: {text}";
    }

    private static IEnumerable<string> Causes(Exception exception)
    {
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
            yield return $"caused by {inner.GetType().FullName}: {OneLine(inner.Message)}";
    }

    private static List<(string Text, bool IsCell)> Trace(Exception exception)
    {
        var frames = new List<(string, bool)>();
        foreach (var frame in new StackTrace(exception, fNeedFileInfo: true).GetFrames())
        {
            var method = frame.GetMethod();
            var type = method?.DeclaringType?.FullName ?? "";
            if (type.StartsWith("Microsoft.CodeAnalysis.Scripting.", StringComparison.Ordinal)
                || type.StartsWith("Workloads.Notebooks.Engine.", StringComparison.Ordinal))
                break;
            if (CellLocation.IsCell(frame.GetFileName()))
                frames.Add((CellLocation.WithLine(Path.GetFileName(frame.GetFileName()!), frame.GetFileLineNumber()), true));
            else if (method is not null && !IsPlumbing(type))
                frames.Add(($"{Readable(type)}.{method.Name}", false));
        }

        return [.. frames.Where((frame, i) => i == 0 || frame != frames[i - 1])];
    }

    private static bool IsPlumbing(string type) =>
        type.StartsWith("System.Runtime.", StringComparison.Ordinal)
        || type.StartsWith("System.Threading.", StringComparison.Ordinal)
        || type.StartsWith("Submission#", StringComparison.Ordinal);

    // Closures and state machines are nested types with names that only a compiler could love.
    private static string Readable(string type)
    {
        var end = type.IndexOf("+<", StringComparison.Ordinal);
        return (end < 0 ? type : type[..end]).Replace('+', '.');
    }
}
