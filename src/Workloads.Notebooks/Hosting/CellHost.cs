using System.Collections.Concurrent;
using System.Threading.Channels;
using Workloads.Notebooks.Engine;

namespace Workloads.Notebooks.Hosting;

/// <summary>
/// The process of one notebook: takes cells from the runner, runs them one after the other and sends back what they
/// show. When the runner is gone, however that came about, it ends itself and everything that cells have started.
/// </summary>
internal static class CellHost
{
    /// <summary>The argument that makes this program the process of a notebook.</summary>
    public const string Argument = "--cell-host";

    public static int Run(string controlHandle, string eventHandle)
    {
        var (control, frames) = OwnProcess.Join(controlHandle, eventHandle);
        ProcessTree.AdoptOrphans();
        if (!control.Read())
            return 0;
        var open = control.Json(MessageJson.Default.OpenMessage);

        var cells = new BlockingCollection<RunMessage>();
        var compiled = Channel.CreateUnbounded<CompiledMessage>();
        new Thread(() => Listen(control, cells, compiled.Writer)) { IsBackground = true, Name = "runner's channel" }.Start();
        RunCellsAsync(open, frames, cells, compiled.Reader).GetAwaiter().GetResult();
        return 0;
    }

    // On a thread of its own, so that the runner's end is noticed also while a cell keeps all others busy.
    private static void Listen(FrameReader control, BlockingCollection<RunMessage> cells, ChannelWriter<CompiledMessage> compiled)
    {
        ProcessTree.WarmUp();
        try
        {
            while (control.Read())
            {
                if (control.Kind == FrameKind.Compiled)
                    compiled.TryWrite(control.Json(MessageJson.Default.CompiledMessage));
                else
                    cells.Add(control.Json(MessageJson.Default.RunMessage));
            }
        }
        finally
        {
            ProcessTree.KillSelf();
        }
    }

    private static async Task RunCellsAsync(OpenMessage open, FrameWriter frames, BlockingCollection<RunMessage> cells,
        ChannelReader<CompiledMessage> compiled)
    {
        var console = ConsoleCapture.Both(frames);
        console.Attach();
        using var realOutput = Console.OpenStandardOutput();
        using var realError = Console.OpenStandardError();
        var mark = System.Text.Encoding.UTF8.GetBytes(open.ConsoleMark);

        var session = new NotebookSession(open.NotebookPath, frames, CompileAsync, console);
        await session.StartAsync();
        frames.Write(FrameKind.Ready);
        foreach (var cell in cells.GetConsumingEnumerable())
        {
            frames.Write(FrameKind.Started);
            // On the pool, as in the notebook kernel, with a flow of its own.
            var finished = await Task.Run(() => session.RunAsync(cell));

            // What native code wrote travels by another way: the marks tell the runner when it has all of it.
            await realOutput.WriteAsync(mark);
            await realError.WriteAsync(mark);
            frames.WriteJson(FrameKind.Finished, finished, MessageJson.Default.FinishedMessage);
        }

        Task<CompiledMessage> CompileAsync(CompileMessage wanted)
        {
            frames.WriteJson(FrameKind.Compile, wanted, MessageJson.Default.CompileMessage);
            return compiled.ReadAsync().AsTask();
        }
    }
}
