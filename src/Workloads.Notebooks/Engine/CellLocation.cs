namespace Workloads.Notebooks.Engine;

/// <summary>A cell by the name that errors and stack traces carry: <c>tour.dib, cell 3</c>.</summary>
internal static class CellLocation
{
    private const string Separator = ", cell ";

    // It stands in the compiler's #line, which ends at a quotation mark or with the line.
    public static string Name(string fileName, int cell) =>
        Invariant($"{fileName.Replace('"', '\'').ReplaceLineEndings(" ")}{Separator}{cell}");

    /// <summary>Whether a source file's name is that of a cell.</summary>
    public static bool IsCell(string? sourcePath) => sourcePath?.Contains(Separator, StringComparison.Ordinal) == true;

    public static string WithLine(string cell, int line) => Invariant($"{cell}, line {line}");
}
