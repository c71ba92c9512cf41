using System.Diagnostics;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;
using Workloads.Notebooks.Cells;
using Workloads.Notebooks.Documents;
using Workloads.Notebooks.Hosting;

namespace Workloads.Notebooks.Engine;

/// <summary>Runs the cells of one notebook in this process, one after the other.</summary>
internal sealed class NotebookSession
{
    private readonly string _fileName;
    private readonly CellOutput _output;
    private readonly ScriptSession _script;
    private readonly CompositeKernel _kernel;
    private readonly PackageRestore _packages = new(Directory.GetCurrentDirectory());
    private readonly PackageExtensions _extensions;
    private readonly Stack<string> _importing;
    private readonly List<string> _warnings = [];
    private readonly CellConsole _console;

    public NotebookSession(string notebookPath, FrameWriter frames, Func<CompileMessage, Task<CompiledMessage>> compileAsync,
        CellConsole console)
    {
        _fileName = Path.GetFileName(notebookPath);
        _importing = new Stack<string>([notebookPath]);
        _console = console;
        _output = new CellOutput(frames, console.Flush);
        _script = new ScriptSession(compileAsync);
        _kernel = CellKernel.Create(
            code => RunCellAsync(new NotebookCell(KernelNames.CSharp, code), _fileName, KernelInvocationContext.Current));
        _kernel.KernelEvents.Subscribe(_output.Take);
        _extensions = new PackageExtensions(_kernel, _script.Load, path => ImportAsync(path, _fileName, KernelInvocationContext.Current));
    }

    public Task StartAsync() => _script.StartAsync();

    /// <summary>Runs one cell to its end, whatever that is.</summary>
    public async Task<FinishedMessage> RunAsync(RunMessage cell)
    {
        var watch = Stopwatch.StartNew();
        CellFailedException? failure = null;
        _warnings.Clear();
        await _kernel.SendAsync(new CellCommand(async (command, context) =>
        {
            _console.Attach();
            try
            {
                await RunCellAsync(new NotebookCell(cell.Kernel, cell.Source), CellLocation.Name(_fileName, cell.Number), context);
            }
            catch (CellFailedException e)
            {
                failure = e;
                context.Fail(command, e, e.Message);
            }
        }));
        _console.Flush();
        return new FinishedMessage(failure?.End ?? CellEnd.Succeeded, watch.Elapsed.TotalMilliseconds, failure?.Error, [.. _warnings]);
    }

    private async Task RunCellAsync(NotebookCell cell, string name, KernelInvocationContext context)
    {
        var parts = Split(cell, name);
        await RestoreAsync(parts, name, context);
        Stopwatch? watch = null;
        foreach (var part in parts)
        {
            switch (part)
            {
                case CodePart code:
                    await _script.RunAsync(code.Code, name, code.Line, value => CellOutput.ShowResult(value, context), _output.Warn);
                    break;
                case ContentPart content:
                    context.DisplayAs(content.Text, ContentType(content.Kernel));
                    break;
                case ImportPart import:
                    await ImportAsync(import.Path, CellLocation.WithLine(name, import.Line), context);
                    break;
                case TimePart:
                    watch = Stopwatch.StartNew();
                    break;
            }
        }

        if (watch is not null)
            context.DisplayAs(Invariant($"Wall time: {watch.Elapsed.TotalMilliseconds}ms"), PlainTextFormatter.MimeType);
    }

    private static IReadOnlyList<CellPart> Split(NotebookCell cell, string name)
    {
        try
        {
            return CellSplitter.Split(cell);
        }
        catch (DirectiveException e)
        {
            throw new CellFailedException(CellFailure.FromMessage("DirectiveError", CellLocation.WithLine(name, e.Line), e.Message));
        }
    }

    private async Task RestoreAsync(IReadOnlyList<CellPart> parts, string name, KernelInvocationContext context)
    {
        foreach (var source in parts.OfType<PackageSourcePart>())
            _packages.AddSource(source.Source);
        var wanted = parts.OfType<PackagePart>().ToList();
        if (wanted.Count == 0)
            return;
        var where = CellLocation.WithLine(name, wanted[0].Line);
        var restored = await _packages.RestoreAsync(wanted, where, context.CancellationToken);
        _script.AddPackages(restored.CompileTime, restored.RunTime);
        context.Display(new InstallPackagesMessage([], [],
            [.. wanted.Select(package => $"{package.Name}, {restored.VersionOf(package.Name)}").Order(StringComparer.Ordinal)], 0));
        foreach (var package in wanted.Where(package => package.Version is not null && restored.Substituted.Contains(package.Name)))
        {
            var line =
                $"{CellLocation.WithLine(name, package.Line)}: {package.Name} {package.Version} is not to be had from the package sources here; {restored.VersionOf(package.Name)} came in its place.";
            _output.Warn(line);
            _warnings.Add(line);
        }

        await _extensions.LoadAsync(restored.Folders, where);
    }

    private async Task ImportAsync(string file, string where, KernelInvocationContext context)
    {
        if (file.Contains('\0', StringComparison.Ordinal))
            throw new CellFailedException(
                CellFailure.FromMessage("ImportError", where, "#!import names no file: there is a NUL character in it."));
        // Against the working directory, as in the notebook hosts, and never the importing file's own folder.
        var path = Path.GetFullPath(file);
        if (_importing.Contains(path, StringComparer.Ordinal))
            throw new CellFailedException(
                CellFailure.FromMessage("ImportError", where,
                    $"#!import {file} is circular: {string.Join(" imports ", _importing.Reverse().Append(path).Select(Path.GetFileName))}."
                ));
        if (!File.Exists(path))
            throw new CellFailedException(CellFailure.FromMessage("ImportError", where, $"#!import {file}: there is no file {path}."));

        _importing.Push(path);
        try
        {
            var number = 0;
            foreach (var cell in ReadImport(path, where))
            {
                number++;
                if (cell.Kernel != KernelNames.Raw)
                    await RunCellAsync(cell, CellLocation.Name(Path.GetFileName(path), number), context);
            }
        }
        catch (CellFailedException e)
        {
            throw new CellFailedException(e.Error.Imported(where), e.End);
        }
        finally
        {
            _importing.Pop();
        }
    }

    private static IReadOnlyList<NotebookCell> ReadImport(string path, string where)
    {
        try
        {
            return Path.GetExtension(path).ToUpperInvariant() switch
            {
                ".CS" or ".CSX" => [new NotebookCell(KernelNames.CSharp,
                    string.Join('\n', DibReader.SplitLines(NotebookReader.ReadText(path))))],
                _ => NotebookReader.Read(path).Cells,
            };
        }
        catch (InvalidNotebookException e)
        {
            throw new CellFailedException(CellFailure.FromMessage("ImportError", where, e.Message));
        }
    }

    private static string ContentType(string kernel) => kernel switch
    {
        KernelNames.Html => "text/html",
        KernelNames.Markdown => "text/markdown",
        _ => "text/vnd.mermaid",
    };
}
