using Workloads.Notebooks.Documents;
using Workloads.Notebooks.Runs;

namespace Workloads.Notebooks.Pages;

/// <summary>The figure that a notebook shows nearest before a verdict, small: its plot without words.</summary>
/// <param name="Cell">The number of the cell that shows the figure.</param>
/// <param name="Title">What the figure says.</param>
/// <param name="Svg">The picture, a document of its own.</param>
internal sealed record Thumbnail(int Cell, string Title, string Svg)
{
    /// <summary>The figure of a cell or of the nearest before it that shows one; null where none does.</summary>
    public static Thumbnail? Before(NotebookRun run, int cell) =>
        run.Cells.Take(cell).Reverse().Select(Of).FirstOrDefault(found => found is not null);

    private static Thumbnail? Of(CellRun cell) => cell.Outputs.Snapshot().OfType<ValueOutput>()
        .SelectMany(output => output.Values.Where(value => value.MimeType == "text/html"))
        .SelectMany(value => StaticForms.Drawings(value.Text))
        .Select(drawing => (drawing.Title, Svg: SvgPicture.Plot(drawing.Svg)))
        .LastOrDefault() is (var title, { } svg) ? new(cell.Number, title, svg) : null;
}
