using System.Threading.Channels;
using Workloads.Notebooks.Engine;

namespace Workloads.Notebooks.Hosting;

/// <summary>What the process of a notebook reports.</summary>
internal abstract record ProcessEvent;

/// <summary>A cell has begun.</summary>
internal sealed record CellStarted : ProcessEvent;

/// <summary>A cell has ended.</summary>
internal sealed record CellFinished(FinishedMessage Message) : ProcessEvent;

/// <summary>The process has ended.</summary>
internal sealed record ProcessEnded(int? ExitCode) : ProcessEvent;

/// <summary>The runner's side of the process of one notebook.</summary>
internal sealed class NotebookProcess : IDisposable
{
    // Only a cell that has closed its console lets this pass.
    private static readonly TimeSpan MarkLimit = TimeSpan.FromSeconds(2);

    private readonly Channel<ProcessEvent> _reports = Channel.CreateUnbounded<ProcessEvent>();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _folder;
    private readonly CompilerProcess _compiler;
    private readonly int _number;
    private readonly OwnProcess _process;
    private readonly ConsoleMarkReader _output;
    private readonly ConsoleMarkReader _error;

    /// <summary>Starts the process of a notebook, in the notebook's folder.</summary>
    /// <param name="notebookPath">The notebook's absolute path.</param>
    /// <param name="compiler">Compiles its code.</param>
    public NotebookProcess(string notebookPath, CompilerProcess compiler)
    {
        _folder = Path.GetDirectoryName(notebookPath)!;
        _compiler = compiler;
        _number = compiler.Open();
        _process = new OwnProcess(CellHost.Argument, _folder);

        var mark = $"\u001e{Guid.NewGuid():N}\u001e";
        _output = new ConsoleMarkReader(_process.Process.StandardOutput.BaseStream, mark, text => OnText(false, text));
        _error = new ConsoleMarkReader(_process.Process.StandardError.BaseStream, mark, text => OnText(true, text));
        _process.Send(frames => frames.WriteJson(FrameKind.Open, new OpenMessage(notebookPath, mark), MessageJson.Default.OpenMessage));
        _process.Listen("notebook's channel", Take, End);
    }

    public int Id => _process.Process.Id;

    /// <summary>Whether what compiles its code is gone: no cell of it can be run any more.</summary>
    public bool IsWithoutCompiler => _compiler.HasEnded;

    /// <summary>Takes console text, and whether it is of the error stream; set before the first cell is run.</summary>
    public Action<bool, string> OnText { get; set; } = (_, _) => { };

    /// <summary>Takes what cells show; set before the first cell is run.</summary>
    public Action<ShownMessage> OnShown { get; set; } = _ => { };

    /// <summary>Ends when the process can take cells, or is gone.</summary>
    public Task Ready => _ready.Task;

    /// <summary>What the process reports, in order; the last is that it has ended.</summary>
    public ChannelReader<ProcessEvent> Reports => _reports.Reader;

    public void RunCell(RunMessage cell) => _process.Send(frames => frames.WriteJson(FrameKind.Run, cell, MessageJson.Default.RunMessage));

    /// <summary>Ends the process and everything that cells have started.</summary>
    public void Kill()
    {
        _compiler.Close(_number);
        _process.Kill();
    }

    public void Dispose()
    {
        Kill();
        _process.Process.WaitForExit(TimeSpan.FromSeconds(5));
        PackageRestore.CleanUpAfter(Id);
        // What a cell has started and nobody could end may hold the console open: its last words are not waited for.
        Task.WaitAll([_output.Ended, _error.Ended], TimeSpan.FromMilliseconds(250));
        _process.Dispose();
    }

    private void End()
    {
        _ready.TrySetResult();
        _reports.Writer.TryWrite(new ProcessEnded(ExitCode()));
        _reports.Writer.Complete();
    }

    private void Take(FrameReader frames)
    {
        switch (frames.Kind)
        {
            case FrameKind.Ready:
                _ready.TrySetResult();
                break;
            case FrameKind.Output or FrameKind.ErrorOutput:
                OnText(frames.Kind == FrameKind.ErrorOutput, frames.Text);
                break;
            case FrameKind.Shown:
                OnShown(frames.Json(MessageJson.Default.ShownMessage));
                break;
            case FrameKind.Compile:
                var wanted = frames.Json(MessageJson.Default.CompileMessage);
                _ = CompileAsync(wanted);
                break;
            case FrameKind.Started:
                _reports.Writer.TryWrite(new CellStarted());
                break;
            case FrameKind.Finished:
                _output.WaitForMark(MarkLimit);
                _error.WaitForMark(MarkLimit);
                _reports.Writer.TryWrite(new CellFinished(frames.Json(MessageJson.Default.FinishedMessage)));
                break;
        }
    }

    private async Task CompileAsync(CompileMessage wanted)
    {
        var compiled = await _compiler.CompileAsync(_number, _folder, wanted);
        _process.Send(frames => frames.WriteJson(FrameKind.Compiled, compiled, MessageJson.Default.CompiledMessage));
    }

    private int? ExitCode()
    {
        try
        {
            return _process.Process.WaitForExit(TimeSpan.FromSeconds(5)) ? _process.Process.ExitCode : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
