using System.Text.Json.Serialization;

namespace Workloads.Notebooks.Hosting;

/// <summary>What the process of a notebook is told first.</summary>
internal sealed record OpenMessage(string NotebookPath, string ConsoleMark);

/// <summary>A cell to run.</summary>
/// <param name="Number">Its number in the notebook, counted from 1.</param>
internal sealed record RunMessage(int Number, string Kernel, string Source);

/// <summary>Code to compile.</summary>
/// <param name="Code">The code.</param>
/// <param name="Cell">The name of its cell.</param>
/// <param name="Packages">Assemblies of packages that this code and all that follows may refer to.</param>
internal sealed record CompileMessage(string Code, string Cell, IReadOnlyList<string> Packages);

/// <summary>What code was compiled to.</summary>
/// <param name="Assembly">The assembly.</param>
/// <param name="Symbols">Its symbols.</param>
/// <param name="EntryType">The type of the method that runs it.</param>
/// <param name="EntryMethod">The method that runs it: takes the submissions before it, and returns its value in time.</param>
/// <param name="HasValue">Whether it ends in an expression.</param>
/// <param name="References">The files that it refers to, other than the framework's and packages'.</param>
internal sealed record CompiledCode(byte[] Assembly, byte[] Symbols, string EntryType, string EntryMethod, bool HasValue,
    IReadOnlyList<string> References);

/// <summary>Compiled code, or why there is none; neither where there is nothing to run.</summary>
/// <param name="Warnings">What the compiler warns of, a line each.</param>
internal sealed record CompiledMessage(CompiledCode? Code, CellError? Error, IReadOnlyList<string> Warnings);

/// <summary>What the compiler is asked for: a notebook's next submission, or to forget the notebook.</summary>
internal sealed record CompilerRequest(int Notebook, string Folder, CompileMessage? Wanted);

/// <summary>What the compiler answers.</summary>
internal sealed record CompilerAnswer(int Notebook, CompiledMessage Compiled);

/// <summary>A text of one MIME type.</summary>
internal sealed record MimeText(string MimeType, string Text);

/// <summary>Something that a cell shows.</summary>
/// <param name="DisplayId">By which it can be replaced later; null for a cell's result.</param>
/// <param name="Replaces">Whether it takes the place of what its cell has shown under that identifier.</param>
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
/// <param name="Warnings">A line for each thing that may not be as the cell wants it, such as another version of a package.</param>
internal sealed record FinishedMessage(CellEnd End, double Milliseconds, CellError? Error, IReadOnlyList<string> Warnings);

/// <summary>The messages' JSON, generated at compile time, since start-up counts.</summary>
[JsonSerializable(typeof(OpenMessage))]
[JsonSerializable(typeof(RunMessage))]
[JsonSerializable(typeof(CompileMessage))]
[JsonSerializable(typeof(CompiledMessage))]
[JsonSerializable(typeof(CompilerRequest))]
[JsonSerializable(typeof(CompilerAnswer))]
[JsonSerializable(typeof(ShownMessage))]
[JsonSerializable(typeof(FinishedMessage))]
internal sealed partial class MessageJson : JsonSerializerContext;
