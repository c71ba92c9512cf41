using System.Diagnostics;
using Microsoft.DotNet.Interactive;
using Workloads.Notebooks.Cells;
using Workloads.Notebooks.Documents;
using Workloads.Notebooks.Hosting;

namespace Workloads.Notebooks.Engine;

/// <summary>Runs the cells of one notebook in this process, one after the other.</summary>
internal sealed class NotebookSession(string notebookPath, FrameWriter frames, Func<CompileMessage, Task<CompiledMessage>> compileAsync, Action flushConsole)
{
    private readonly string _fileName = Path.GetFileName(notebookPath);
    private readonly ScriptSession _script = new(compileAsync);
    private readonly PackageRestore _packages = new(Directory.GetCurrentDirectory());
    private readonly Stack<string> _importing = new([notebookPath]);

    public Task StartAsync() => _script.StartAsync();

    /// <summary>Runs one cell to its end, whatever that is.</summary>
    public async Task<FinishedMessage> RunAsync(RunMessage cell)
    {
        var watch = Stopwatch.StartNew();
        var output = new CellOutput(frames, flushConsole);
        var context = new KernelInvocationContext(output, CancellationToken.None);
        KernelInvocationContext.Current = context;
        try
        {
            await RunCellAsync(new NotebookCell(cell.Kernel, cell.Source), CellLocation.Name(_fileName, cell.Number), output, context.CancellationToken);
            return new FinishedMessage(CellEnd.Succeeded, watch.Elapsed.TotalMilliseconds, null, output.Warnings);
        }
        catch (CellFailedException e)
        {
            return new FinishedMessage(e.End, watch.Elapsed.TotalMilliseconds, e.Error, output.Warnings);
        }
        finally
        {
            output.End();
            KernelInvocationContext.Current = null;
            flushConsole();
        }
    }

    private async Task RunCellAsync(NotebookCell cell, string name, CellOutput output, CancellationToken cancellationToken)
    {
        var parts = Split(cell, name);
        await RestoreAsync(parts, name, output, cancellationToken);
        Stopwatch? watch = null;
        foreach (var part in parts)
        {
            switch (part)
            {
                case CodePart code:
                    await _script.RunAsync(code.Code, name, code.Line, output.ShowResult);
                    break;
                case ContentPart content:
                    output.Show(ContentType(content.Kernel), content.Text);
                    break;
                case ImportPart import:
                    await ImportAsync(import, CellLocation.WithLine(name, import.Line), output, cancellationToken);
                    break;
                case TimePart:
                    watch = Stopwatch.StartNew();
                    break;
            }
        }

        if (watch is not null)
            output.Show("text/plain", $"Wall time: {watch.Elapsed.TotalMilliseconds}ms");
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

    private async Task RestoreAsync(IReadOnlyList<CellPart> parts, string name, CellOutput output, CancellationToken cancellationToken)
    {
        foreach (var source in parts.OfType<PackageSourcePart>())
            _packages.AddSource(source.Source);
        var wanted = parts.OfType<PackagePart>().ToList();
        if (wanted.Count == 0)
            return;
        var where = CellLocation.WithLine(name, wanted[0].Line);
        var restored = await _packages.RestoreAsync(wanted, where, cancellationToken);
        _script.AddPackages(restored.CompileTime, restored.RunTime);
        foreach (var package in wanted)
        {
            var version = restored.VersionOf(package.Name);
            output.Show("text/plain", $"Installed package {package.Name}, {version}");
            if (package.Version is not null && restored.Substituted.Contains(package.Name))
                output.Warn($"{CellLocation.WithLine(name, package.Line)}: {package.Name} {package.Version} is not to be had from the package sources here; {version} came in its place.");
        }
    }

    private async Task ImportAsync(ImportPart import, string where, CellOutput output, CancellationToken cancellationToken)
    {
        if (import.Path.Contains('\0', StringComparison.Ordinal))
            throw new CellFailedException(CellFailure.FromMessage("ImportError", where, "#!import names no file: there is a NUL character in it."));
        // Against the working directory, as in the notebook hosts, and never the importing file's own folder.
        var path = Path.GetFullPath(import.Path);
        if (_importing.Contains(path, StringComparer.Ordinal))
            throw new CellFailedException(CellFailure.FromMessage("ImportError", where, $"#!import {import.Path} is circular: {string.Join(" imports ", _importing.Reverse().Append(path).Select(Path.GetFileName))}."));
        if (!File.Exists(path))
            throw new CellFailedException(CellFailure.FromMessage("ImportError", where, $"#!import {import.Path}: there is no file {path}."));

        _importing.Push(path);
        try
        {
            var number = 0;
            foreach (var cell in ReadImport(path, where))
            {
                number++;
                if (cell.Kernel != KernelNames.Raw)
                    await RunCellAsync(cell, CellLocation.Name(Path.GetFileName(path), number), output, cancellationToken);
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
                ".CS" or ".CSX" => [new NotebookCell(KernelNames.CSharp, string.Join('\n', DibReader.SplitLines(NotebookReader.ReadText(path))))],
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
