using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Workloads.Notebooks.Documents;

namespace Workloads.Notebooks.Cells;

/// <summary>
/// Takes a cell apart into code and directives as the notebook kernel does: line by line, and as a whole before
/// anything of it runs, so that a directive nobody knows fails the cell before its first effect. A directive begins its line;
/// within a string or a comment it is text.
/// </summary>
internal static partial class CellSplitter
{
    /// <exception cref="DirectiveException">The cell holds a directive that is unknown or incomplete, or is for a kernel that cannot be run
    /// here.</exception>
    public static IReadOnlyList<CellPart> Split(NotebookCell cell)
    {
        if (!KernelNames.IsRunnable(cell.Kernel))
            throw Unrunnable(cell.Kernel, 1);
        if (cell.Kernel != KernelNames.CSharp)
            return [new ContentPart(1, cell.Kernel, cell.Source)];
        return new Splitter().Split(cell.Source);
    }

    private static DirectiveException Unrunnable(string kernel, int line) => new(
        $"there is no kernel '{kernel}' here; a cell is for {KernelNames.CSharp}, {KernelNames.Markdown}, {KernelNames.Html} or {KernelNames.Mermaid}.", line);

    [GeneratedRegex("""^#(?<letter>[ri])\s+"\s*nuget\s*:\s*(?<what>[^"]*)"\s*;?\s*(//.*)?$""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex PackageLine();

    private sealed class Splitter
    {
        private readonly List<CellPart> _parts = [];
        private readonly List<string> _lines = [];
        private string _kernel = KernelNames.CSharp;
        private int _start = 1;

        public IReadOnlyList<CellPart> Split(string source)
        {
            var number = 0;
            foreach (var line in source.Split('\n'))
            {
                number++;
                if (!line.StartsWith('#') || IsWithinText())
                    _lines.Add(line);
                else if (_kernel == KernelNames.CSharp && PackageLine().Match(line) is { Success: true } match)
                    TakePackage(match, number);
                else if (!line.StartsWith("#!", StringComparison.Ordinal) || !TakeDirective(WithoutComment(line[2..]), number))
                    _lines.Add(line);
            }

            EndPart(number + 1);
            return _parts;
        }

        // The compiler's own parser knows where a string ends; few cells have need of it.
        private bool IsWithinText()
        {
            if (_kernel != KernelNames.CSharp
                || !_lines.Exists(line => line.Contains("/*", StringComparison.Ordinal) || line.Contains("\"\"\"", StringComparison.Ordinal)
                    || line.Contains('@')))
                return false;
            var code = string.Join('\n', [.. _lines, "#"]);
            var end = CSharpSyntaxTree.ParseText(code, CellSyntax.Options).GetRoot().FindToken(code.Length - 1);
            return end.Span.Contains(code.Length - 1) && end.SpanStart < code.Length - 1
                || end.GetAllTrivia().Any(trivia => trivia.Span.Contains(code.Length - 1) && trivia.SpanStart < code.Length - 1);
        }

        private static string WithoutComment(string directive)
        {
            var comment = directive.IndexOf("//", StringComparison.Ordinal);
            return (comment > 0 && char.IsWhiteSpace(directive[comment - 1]) ? directive[..comment] : directive).Trim();
        }

        private bool TakeDirective(string directive, int line)
        {
            var end = directive.IndexOfAny([' ', '\t']);
            var name = end < 0 ? directive : directive[..end];
            var rest = end < 0 ? "" : directive[end..].Trim();
            if (rest.Length == 0 && KernelNames.All.TryGetValue(name, out var kernel))
            {
                EndPart(line + 1);
                _kernel = KernelNames.IsRunnable(kernel) ? kernel : throw Unrunnable(kernel, line);
                return true;
            }

            if (_kernel != KernelNames.CSharp)
                return false;

            switch (name)
            {
                case "import":
                    EndPart(line + 1);
                    _parts.Add(new ImportPart(line,
                        Unquote(rest) is { Length: > 0 } path ? path : throw new DirectiveException("#!import names no file.", line)));
                    return true;
                case "time" when rest.Length == 0:
                    // Time is not a boundary between submissions' lines: the code after it stays where it is.
                    EndPart(line + 1);
                    _parts.Add(new TimePart(line));
                    return true;
                default:
                    throw new DirectiveException($"the directive #!{directive} is not supported; a cell may hold #!import and #!time.",
                        line);
            }
        }

        private void TakePackage(Match match, int line)
        {
            var what = match.Groups["what"].Value.Trim();
            if (match.Groups["letter"].Value is "i" or "I")
            {
                _parts.Add(new PackageSourcePart(line, what));
            }
            else
            {
                var pieces = what.Split(',', StringSplitOptions.TrimEntries);
                if (pieces is not ([{ Length: > 0 }] or [{ Length: > 0 }, { Length: > 0 }]) || !PackageName().IsMatch(pieces[0]))
                    throw new DirectiveException($"""#r "nuget: {what}" names no package; write #r "nuget: Name, Version".""", line);
                _parts.Add(new PackagePart(line, pieces[0], pieces.ElementAtOrDefault(1)));
            }

            _lines.Add(""); // the line keeps its number
        }

        private void EndPart(int next)
        {
            var text = string.Join('\n', _lines);
            if (!string.IsNullOrWhiteSpace(text))
                _parts.Add(_kernel == KernelNames.CSharp ? new CodePart(_start, text) : new ContentPart(_start, _kernel, text));
            _lines.Clear();
            _start = next;
        }

        private static string Unquote(string text) =>
            text is ['"', .., '"'] ? text[1..^1] : text;
    }

    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9_.-]*$")]
    private static partial Regex PackageName();
}
