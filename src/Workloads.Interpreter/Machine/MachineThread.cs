using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Workloads.Interpreter;

/// <summary>A thread of an interpreter: its stack, and its dealings with the lock. One thread of the system at a time uses it.</summary>
internal sealed unsafe class MachineThread : IDisposable
{
    /// <summary>The words of a thread's stack: half a megabyte.</summary>
    private const int StackWords = 1 << 16;

    [ThreadStatic]
    private static MachineThread? t_current;

    private readonly InterpreterState _interpreter;
    private readonly int _number;
    private readonly Action _stop;
    private volatile bool _stopped;
    private CancellationToken _token;
    private bool _disposed;

    public MachineThread(InterpreterState interpreter, string name)
    {
        _interpreter = interpreter;
        _number = interpreter.Recorder.Add(name);
        _stop = Stop;
        Program = interpreter.Program;
        Globals = interpreter.Globals;
        Requests = interpreter.Requests.Word;
        Stack = (long*)NativeMemory.Alloc(StackWords, sizeof(long));
        StackEnd = Stack + StackWords;
    }

    /// <summary>The thread of the model that this thread of the system is running.</summary>
    public static MachineThread Current => t_current ?? throw new InvalidOperationException("This thread runs no thread of the model.");

    public LoadedProgram Program { get; }

    public long* Globals { get; }

    public int* Requests { get; }

    public long* Stack { get; }

    public long* StackEnd { get; }

    /// <summary>Does something while holding the lock, until it is done or the token is cancelled.</summary>
    public T Hold<T>(Func<MachineThread, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        MachineThread? before = t_current;
        t_current = this;
        _stopped = false;
        _token = cancellationToken;
        Take();
        CancellationTokenRegistration registration =
            cancellationToken.UnsafeRegister(static thread => ((MachineThread)thread!)._stop(), this);
        try
        {
            return work(this);
        }
        finally
        {
            registration.Dispose();
            if (_stopped)
                _interpreter.Requests.ForgetStop();
            Drop();
            t_current = before;
        }
    }

    /// <summary>Calls a function of the program; the lock is held already.</summary>
    public long Call(int function, ReadOnlySpan<long> arguments)
    {
        arguments.CopyTo(new(Stack, StackWords));
        return _interpreter.CheckPoints == CheckPoints.EveryInstruction
            ? StackMachine.Run<StackMachine.AtEveryInstruction>(this, function)
            : StackMachine.Run<StackMachine.AtCallsAndBackwardJumps>(this, function);
    }

    /// <summary>What a check point does when somebody asks for something: stop, or let another thread have the lock.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void CheckPoint()
    {
        if (_stopped)
            throw new OperationCanceledException(_token);
        if (_interpreter.Requests.Drop)
        {
            Drop();
            Take();
        }
    }

    /// <summary>Does something that needs no lock, without it.</summary>
    public void Release(Action work)
    {
        Drop();
        try
        {
            work();
        }
        finally
        {
            Take();
        }
    }

    public void Sleep(long milliseconds) => Release(() => PreciseSleep.Sleep(milliseconds, () => _stopped));

    /// <summary>Runs a native function on the arguments on top of the stack, and returns the new top.</summary>
    public long* CallNative(Native native, int arguments, long* sp, Quick* step)
    {
        long* first = sp - arguments;
        switch (native)
        {
            case Native.Range:
                return Range(first, arguments, step);
            case Native.IntegerRoot:
                *first = *first >= 0 ? IntegerRoot.Of(*first) : throw Failure(step, Failures.NegativeRoot);
                break;
            case Native.Print:
            case Native.PrintText:
                Print(native == Native.PrintText ? Program.Program.Texts[(int)*first] : Invariant($"{*first}"));
                *first = 0;
                break;
            case Native.SleepMilliseconds:
                if (*first < 0)
                    throw Failure(step, Failures.NegativeSleep);
                Sleep(*first);
                *first = 0;
                break;
            case Native.HashKilobytes:
                if (*first is < 0 or > Natives.MaxHashKilobytes)
                    throw Failure(step, Failures.HashSize);
                long kilobytes = *first, hash = 0;
                Release(() => hash = NativeHash.Of(kilobytes));
                *first = hash;
                break;
            case Native.AcquireLock:
                AcquireLock(sp[-1]);
                sp[-1] = 1;
                return sp;
            case Native.ReleaseLock:
                ReleaseLock(sp[-1], step);
                sp[-1] = 0;
                return sp;
            case Native.ExitWith:
                ReleaseLock(sp[-4], step);
                sp[-4] = 0;
                return sp - 3;
        }

        return first + 1;
    }

    /// <summary>Takes one of the program's locks; while it waits for it, other threads have the global one.</summary>
    public void AcquireLock(long number)
    {
        SemaphoreSlim mutex = _interpreter.LockOf(number);
        if (mutex.Wait(0, CancellationToken.None))
            return;
        Release(() => mutex.Wait(_token));
    }

    private void ReleaseLock(long number, Quick* step)
    {
        try
        {
            _interpreter.LockOf(number).Release();
        }
        catch (SemaphoreFullException)
        {
            throw Failure(step, Failures.NotHeld);
        }
    }

    public ProgramException Failure(Quick* step, string message) => new(Program.LineOf(step), message);

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        NativeMemory.Free(Stack);
    }

    private void Take() => _interpreter.Lock?.Take(_number);

    private void Drop() => _interpreter.Lock?.Drop(_number);

    private void Stop()
    {
        _stopped = true;
        _interpreter.Requests.AskToStop();
    }

    private long* Range(long* first, int arguments, Quick* step)
    {
        long start = arguments == 1 ? 0 : first[0], stop = arguments == 1 ? first[0] : first[1], by = arguments == 3 ? first[2] : 1;
        if (by == 0)
            throw Failure(step, Failures.ZeroStep);
        first[0] = start;
        first[1] = stop;
        first[2] = by;
        return first + StackDepths.RangeWidth;
    }

    /// <summary>Writes the text and the end of the line one after the other, as Python's print does, and others may come between.</summary>
    private void Print(string text)
    {
        _interpreter.Write(text);
        Release(static () => { });
        _interpreter.Write("\n");
    }
}
