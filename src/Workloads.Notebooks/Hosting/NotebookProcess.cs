using System.Diagnostics;
using System.IO.Pipes;
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

    private readonly AnonymousPipeServerStream _control = new(PipeDirection.Out, HandleInheritability.Inheritable);
    private readonly AnonymousPipeServerStream _events = new(PipeDirection.In, HandleInheritability.Inheritable);
    private readonly Channel<ProcessEvent> _reports = Channel.CreateUnbounded<ProcessEvent>();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FrameWriter _frames;
    private readonly Process _process;
    private readonly ConsoleMarkReader _output;
    private readonly ConsoleMarkReader _error;

    /// <summary>Starts the process of a notebook, in the notebook's folder.</summary>
    /// <param name="notebookPath">The notebook's absolute path.</param>
    public NotebookProcess(string notebookPath)
    {
        _process = Start(Path.GetDirectoryName(notebookPath)!);
        _control.DisposeLocalCopyOfClientHandle();
        _events.DisposeLocalCopyOfClientHandle();
        _process.StandardInput.Close();

        var mark = $"\u001e{Guid.NewGuid():N}\u001e";
        _output = new ConsoleMarkReader(_process.StandardOutput.BaseStream, mark, text => OnText(false, text));
        _error = new ConsoleMarkReader(_process.StandardError.BaseStream, mark, text => OnText(true, text));
        _frames = new FrameWriter(_control);
        Send(() => _frames.WriteJson(FrameKind.Open, new OpenMessage(notebookPath, mark), MessageJson.Default.OpenMessage));
        new Thread(Listen) { IsBackground = true, Name = "notebook's channel" }.Start();
    }

    public int Id => _process.Id;

    /// <summary>Takes console text, and whether it is of the error stream; set before the first cell is run.</summary>
    public Action<bool, string> OnText { get; set; } = (_, _) => { };

    /// <summary>Takes what cells show; set before the first cell is run.</summary>
    public Action<ShownMessage> OnShown { get; set; } = _ => { };

    /// <summary>Ends when the process is warm, or gone.</summary>
    public Task Ready => _ready.Task;

    /// <summary>What the process reports, in order; the last is that it has ended.</summary>
    public ChannelReader<ProcessEvent> Reports => _reports.Reader;

    public void RunCell(RunMessage cell) => Send(() => _frames.WriteJson(FrameKind.Run, cell, MessageJson.Default.RunMessage));

    /// <summary>Ends the process and everything that cells have started.</summary>
    public void Kill() => ProcessTree.Kill(_process);

    public void Dispose()
    {
        Kill();
        _process.WaitForExit(TimeSpan.FromSeconds(5));
        PackageRestore.CleanUpAfter(_process.Id);
        // What a cell has started and nobody could end may hold the console open: its last words are not waited for.
        Task.WaitAll([_output.Ended, _error.Ended], TimeSpan.FromMilliseconds(250));
        _process.Dispose();
        _control.Dispose();
        _events.Dispose();
    }

    private Process Start(string folder)
    {
        var program = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        string[] arguments = [CellHost.Argument, _control.GetClientHandleAsString(), _events.GetClientHandleAsString()];
        var own = Path.Combine(AppContext.BaseDirectory, typeof(NotebookProcess).Assembly.GetName().Name + ".dll");
        return Process.Start(new ProcessStartInfo(program, isHost ? [own, .. arguments] : arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    private static void Send(Action write)
    {
        try
        {
            write();
        }
        catch (IOException)
        {
            // The process is gone, which its events tell.
        }
    }

    private void Listen()
    {
        var frames = new FrameReader(_events);
        try
        {
            while (frames.Read())
                Take(frames);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process is gone.
        }

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

    private int? ExitCode()
    {
        try
        {
            return _process.WaitForExit(TimeSpan.FromSeconds(5)) ? _process.ExitCode : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
