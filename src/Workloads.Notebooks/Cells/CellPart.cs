namespace Workloads.Notebooks.Cells;

/// <summary>One of the things that a cell does, one after the other.</summary>
/// <param name="Line">The line of the cell that it begins at, counted from 1.</param>
internal abstract record CellPart(int Line);

/// <summary>A piece of C#. Lines that belong to directives are blank in it, so that its line numbers are the cell's own.</summary>
internal sealed record CodePart(int Line, string Code) : CellPart(Line);

/// <summary>Text that is shown and not run: markdown, HTML or a diagram.</summary>
internal sealed record ContentPart(int Line, string Kernel, string Text) : CellPart(Line);

/// <summary><c>#!import</c>: runs another file in this place.</summary>
internal sealed record ImportPart(int Line, string Path) : CellPart(Line);

/// <summary><c>#!time</c>: from here on the cell is timed.</summary>
internal sealed record TimePart(int Line) : CellPart(Line);

/// <summary><c>#r "nuget: ..."</c>: a package that the cell wants.</summary>
internal sealed record PackagePart(int Line, string Name, string? Version) : CellPart(Line);

/// <summary><c>#i "nuget: ..."</c>: a further source of packages.</summary>
internal sealed record PackageSourcePart(int Line, string Source) : CellPart(Line);
