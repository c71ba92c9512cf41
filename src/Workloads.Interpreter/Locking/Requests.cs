using System.Runtime.InteropServices;

namespace Workloads.Interpreter;

/// <summary>
/// What others ask of the threads that run under one lock, as one word that a check point reads: CPython's eval breaker.
/// It lies alone on its cache line.
/// </summary>
internal sealed unsafe class Requests : IDisposable
{
    private const int DropBit = 1;
    private const int StopBit = 2;
    private const int Line = 128;

    private readonly int* _word = (int*)NativeMemory.AlignedAlloc(Line, Line);
    private readonly Lock _stopping = new();
    private int _stops;
    private bool _disposed;

    public Requests() => *_word = 0;

    /// <summary>The word: 0 while nobody asks for anything.</summary>
    public int* Word => _word;

    public bool Drop => (Volatile.Read(ref *_word) & DropBit) != 0;

    public void AskToDrop() => Interlocked.Or(ref *_word, DropBit);

    public void ForgetDrop() => Interlocked.And(ref *_word, ~DropBit);

    /// <summary>Has threads look whether it is they that should stop.</summary>
    public void AskToStop()
    {
        lock (_stopping)
        {
            _stops++;
            Interlocked.Or(ref *_word, StopBit);
        }
    }

    /// <summary>Takes one such request back.</summary>
    public void ForgetStop()
    {
        lock (_stopping)
        {
            if (--_stops == 0)
                Interlocked.And(ref *_word, ~StopBit);
        }
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        NativeMemory.AlignedFree(_word);
    }
}
