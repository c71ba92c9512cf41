using System.Runtime.InteropServices;
using System.Text;

namespace Workloads.Interpreter;

/// <summary>What the threads of one interpreter share: the program, its globals and locks, what they print, and the global lock.</summary>
internal sealed unsafe class InterpreterState : IDisposable
{
    private readonly SemaphoreSlim?[] _locks;
    private readonly StringBuilder _output = new();
    private readonly Requests? _ownRequests;
    private bool _disposed;

    /// <summary>Loads a program, with its globals as they are at the beginning.</summary>
    /// <param name="program">The program.</param>
    /// <param name="globalLock">The lock that its threads run under; null for none.</param>
    /// <param name="checkPoints">Where they look at requests to drop it.</param>
    /// <param name="recorder">Counts what happens to the lock.</param>
    public InterpreterState(StackProgram program, GlobalLock? globalLock, CheckPoints checkPoints, LockRecorder recorder)
    {
        Lock = globalLock;
        CheckPoints = checkPoints;
        Recorder = recorder;
        Requests = globalLock?.Requests ?? (_ownRequests = new());
        Program = new(program, fuse: checkPoints != CheckPoints.EveryInstruction);
        Globals = (long*)NativeMemory.AllocZeroed((nuint)Math.Max(1, program.Globals.Count), sizeof(long));
        for (int number = 0; number < program.Globals.Count; number++)
            Globals[number] = program.Globals[number].InitialValue;
        _locks = [.. program.Globals.Select(global => global.IsLock ? new SemaphoreSlim(1, 1) : null)];
    }

    public GlobalLock? Lock { get; }

    public Requests Requests { get; }

    public CheckPoints CheckPoints { get; }

    public LockRecorder Recorder { get; }

    public LoadedProgram Program { get; }

    public long* Globals { get; }

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public SemaphoreSlim LockOf(long number) => _locks[number]!;

    public void Write(string text)
    {
        lock (_output)
            _output.Append(text);
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Program.Dispose();
        NativeMemory.Free(Globals);
        _ownRequests?.Dispose();
        foreach (SemaphoreSlim? mutex in _locks)
            mutex?.Dispose();
    }
}
