using System.Text.Json.Serialization;

namespace Workloads.Notebooks.Hosting;

/// <summary>What the process of a notebook is told first.</summary>
internal sealed record OpenMessage(string NotebookPath, string ConsoleMark);

/// <summary>A cell to run.</summary>
/// <param name="Number">Its number in the notebook, counted from 1.</param>
internal sealed record RunMessage(int Number, string Kernel, string Source);

/// <summary>A text of one MIME type.</summary>
internal sealed record MimeText(string MimeType, string Text);

/// <summary>Something that a cell shows.</summary>
/// <param name="DisplayId">By which it can be replaced later; null for a cell's result.</param>
/// <param name="Replaces">Whether it takes the place of what was shown under that identifier.</param>
internal sealed record ShownMessage(string? DisplayId, bool Replaces, IReadOnlyList<MimeText> Values);

/// <summary>How a cell ended.</summary>
internal enum CellEnd
{
    /// <summary>It ran to its end.</summary>
    Succeeded,

    /// <summary>It did not compile, or threw.</summary>
    Failed,

    /// <summary>It wants a package that is not to be had here.</summary>
    PackageMissing,
}

/// <summary>Why a cell failed.</summary>
/// <param name="Name">The kind of error, for example the exception's type.</param>
/// <param name="Message">What it says.</param>
/// <param name="Lines">One line for each thing that is wrong, with file, cell and line.</param>
/// <param name="Trace">The frames that belong to the reader's code, innermost first.</param>
internal sealed record CellError(string Name, string Message, IReadOnlyList<string> Lines, IReadOnlyList<string> Trace);

/// <summary>The end of a cell.</summary>
internal sealed record FinishedMessage(CellEnd End, double Milliseconds, CellError? Error);

/// <summary>The messages' JSON, generated at compile time, since start-up counts.</summary>
[JsonSerializable(typeof(OpenMessage))]
[JsonSerializable(typeof(RunMessage))]
[JsonSerializable(typeof(ShownMessage))]
[JsonSerializable(typeof(FinishedMessage))]
internal sealed partial class MessageJson : JsonSerializerContext;
