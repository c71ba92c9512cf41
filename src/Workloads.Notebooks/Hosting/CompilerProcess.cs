using System.Collections.Concurrent;
using Workloads.Notebooks.Engine;

namespace Workloads.Notebooks.Hosting;

/// <summary>
/// The runner's side of the process that compiles for all notebooks: a compiler takes more than a second to get warm, and one for
/// each notebook would do so again and again, also beside cells that measure. Code that brings it down does so to its own
/// notebook alone: the next gets another. So does the next after one has grown large: it keeps some of all that it has compiled.
/// </summary>
internal sealed class CompilerProcess : IDisposable
{
    /// <summary>What a notebook or a few need, in bytes; one more than this is not begun in it.</summary>
    private const long LargestWorkingSet = 320_000_000;

    private readonly OwnProcess _process;
    private readonly ConcurrentDictionary<int, byte> _open = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<CompiledMessage>> _asked = new();
    private volatile bool _hasEnded;
    private volatile bool _isRetired;
    private int _notebooks;

    public CompilerProcess()
    {
        // Nothing is measured in it, so it need not find out what would make its code faster still. What it does first is what a reader
        // waits for: its code is compiled anew only after the runtime's own delay (100 ms, hexadecimal) and after 4,096 calls instead of
        // 30, since that goes on beside cells that measure; and its pages are mapped once.
        _process = new OwnProcess(
            CompilerHost.Argument,
            Directory.GetCurrentDirectory(),
            ("DOTNET_TieredPGO", "0"), ("DOTNET_TC_CallCountingDelayMs", "64"), ("DOTNET_TC_CallCountThreshold", "1000"),
            ("DOTNET_EnableWriteXorExecute", "0"), ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"));
        _ = _process.Process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        _ = _process.Process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        _process.Listen("compiler's channel", Take, End);
    }

    /// <summary>Whether it is gone, with all that it knew of its notebooks.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>Whether it has grown so large that the next notebook is better off with another.</summary>
    public bool IsLarge
    {
        get
        {
            try
            {
                _process.Process.Refresh();
                return _process.Process.WorkingSet64 > LargestWorkingSet;
            }
            catch (InvalidOperationException)
            {
                return false; // it is gone
            }
        }
    }

    /// <summary>The number that a new notebook has here.</summary>
    public int Open()
    {
        var notebook = Interlocked.Increment(ref _notebooks);
        _open[notebook] = 0;
        return notebook;
    }

    /// <summary>Ends it as soon as it has no notebook any more.</summary>
    public void Retire()
    {
        _isRetired = true;
        EndWithoutNotebooks();
    }

    /// <summary>Compiles the next submission of a notebook.</summary>
    /// <param name="notebook">The notebook's number.</param>
    /// <param name="folder">The notebook's folder.</param>
    /// <param name="wanted">The submission; the one before it has been answered.</param>
    public async Task<CompiledMessage> CompileAsync(int notebook, string folder, CompileMessage wanted)
    {
        var answer = _asked[notebook] = new TaskCompletionSource<CompiledMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        Send(new CompilerRequest(notebook, folder, wanted));
        if (_hasEnded)
            End();
        try
        {
            return await answer.Task;
        }
        catch (OperationCanceledException)
        {
            return new CompiledMessage(null,
                CellFailure.FromMessage("CompilerEnded", wanted.Cell, "the compiler ended over this notebook's code."), []);
        }
    }

    /// <summary>Forgets a notebook. A compiler that is still at its code, and may be for ever, is ended.</summary>
    public void Close(int notebook)
    {
        if (_asked.ContainsKey(notebook))
            _process.Kill();
        else
            Send(new CompilerRequest(notebook, "", null));
        _open.TryRemove(notebook, out _);
        EndWithoutNotebooks();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Process.WaitForExit(TimeSpan.FromSeconds(5));
        _process.Dispose();
    }

    private void EndWithoutNotebooks()
    {
        if (_isRetired && _open.IsEmpty)
            _process.Kill();
    }

    private void Send(CompilerRequest request) =>
        _process.Send(frames => frames.WriteJson(FrameKind.Compile, request, MessageJson.Default.CompilerRequest));

    private void Take(FrameReader frames)
    {
        var answer = frames.Json(MessageJson.Default.CompilerAnswer);
        if (_asked.TryRemove(answer.Notebook, out var asked))
            asked.TrySetResult(answer.Compiled);
    }

    private void End()
    {
        _hasEnded = true;
        foreach (var notebook in _asked.Keys)
        {
            if (_asked.TryRemove(notebook, out var asked))
                asked.TrySetCanceled();
        }
    }
}
