
namespace Workloads.Interpreter;

/// <summary>
/// An interpreter: a program with its globals, and threads that run its functions. Disposing it closes it: its threads are
/// told to stop, and have ended when it returns (A12).
/// </summary>
public sealed unsafe class SubInterpreter : IDisposable
{
    private readonly InterpreterHost _host;
    private readonly InterpreterState _state;
    private readonly GlobalLock? _ownLock;
    private readonly CancellationTokenSource _closing = new();
    private readonly List<RunningCall> _running = [];
    private readonly object _gate = new();
    private int _inUse;
    private bool _closed;

    internal SubInterpreter(InterpreterHost host, InterpreterState state, GlobalLock? ownLock)
    {
        _host = host;
        _state = state;
        _ownLock = ownLock;
    }

    /// <summary>The program that it runs.</summary>
    public StackProgram Program => _state.Program.Program;

    /// <summary>What the program has printed.</summary>
    public string Output => _state.Output;

    /// <summary>A shared variable of the program, read or written from outside.</summary>
    /// <exception cref="ArgumentException">The program has no variable of that name.</exception>
    /// <exception cref="ObjectDisposedException">The interpreter has been closed.</exception>
    public long this[string global]
    {
        get
        {
            Enter();
            try
            {
                return Volatile.Read(ref _state.Globals[NumberOf(global)]);
            }
            finally
            {
                Leave();
            }
        }

        set
        {
            Enter();
            try
            {
                Volatile.Write(ref _state.Globals[NumberOf(global)], value);
            }
            finally
            {
                Leave();
            }
        }
    }

    /// <summary>Calls a function on this thread.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="arguments">As many integers as it takes.</param>
    /// <returns>What it returns.</returns>
    /// <exception cref="ArgumentException">There is no such function, or it takes another number of arguments.</exception>
    /// <exception cref="ProgramException">The program failed.</exception>
    /// <exception cref="OperationCanceledException">The interpreter was closed meanwhile.</exception>
    /// <exception cref="ObjectDisposedException">The interpreter has been closed.</exception>
    public long Call(string function, params long[] arguments) => Call(function, arguments, CancellationToken.None);

    /// <inheritdoc cref="Call(string, long[])"/>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the interpreter was closed meanwhile.</exception>
    public long Call(string function, long[] arguments, CancellationToken cancellationToken)
    {
        int number = Program.Checked(function, arguments);
        return Run($"{function}({string.Join(", ", arguments.Select(argument => Invariant($"{argument}")))})",
            thread => thread.Call(number, arguments), cancellationToken);
    }

    /// <summary>Starts a thread that makes one call, such as <c>fib(25)</c>.</summary>
    /// <param name="call">The call, as the program would write it, with integers as arguments.</param>
    /// <param name="cancellationToken">Stops the call at its next check point.</param>
    /// <exception cref="ProgramException">It is no call.</exception>
    /// <exception cref="ArgumentException">There is no such function.</exception>
    /// <exception cref="ObjectDisposedException">The interpreter has been closed.</exception>
    public RunningCall Start(string call, CancellationToken cancellationToken = default)
    {
        var (number, arguments) = Program.ParseCall(call);
        lock (_gate)
        {
            Enter();
            var running = new RunningCall(call, () => RunEntered(call, thread => thread.Call(number, arguments), cancellationToken));
            _running.RemoveAll(static other => other.HasEnded);
            _running.Add(running);
            return running;
        }
    }

    /// <summary>Starts a thread for each call, waits for all of them, and returns their results in the order of the calls.</summary>
    /// <inheritdoc cref="Start" path="/exception"/>
    public long[] RunAll(params IEnumerable<string> calls)
    {
        RunningCall[] running = [.. calls.Select(call => Start(call))];
        foreach (RunningCall call in running)
            call.Join();
        return [.. running.Select(call => call.Result)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        RunningCall[] running;
        lock (_gate)
        {
            if (_closed)
                return;
            _closed = true;
            running = [.. _running];
        }

        _closing.Cancel();
        foreach (RunningCall call in running)
            call.Join();

        // Calls may also run on threads that are not ours to join.
        lock (_gate)
        {
            while (_inUse > 0)
                Monitor.Wait(_gate);
        }

        _state.Dispose();
        _ownLock?.Dispose();
        _closing.Dispose();
        _host.Closed(this);
    }

    /// <summary>Has a thread of the system work as a thread of this interpreter, under its lock.</summary>
    internal T Run<T>(string name, Func<MachineThread, T> work, CancellationToken cancellationToken)
    {
        Enter();
        return RunEntered(name, work, cancellationToken);
    }

    private T RunEntered<T>(string name, Func<MachineThread, T> work, CancellationToken cancellationToken)
    {
        try
        {
            using var thread = new MachineThread(_state, name);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
            return thread.Hold(work, either.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        finally
        {
            Leave();
        }
    }

    private void Enter()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _inUse++;
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (--_inUse == 0)
                Monitor.PulseAll(_gate);
        }
    }

    private int NumberOf(string global)
    {
        for (int number = 0; number < Program.Globals.Count; number++)
        {
            if (Program.Globals[number].Name == global && !Program.Globals[number].IsLock)
                return number;
        }

        throw new ArgumentException($"The program has no variable '{global}'. It has: {string.Join(", ", Program.GlobalNames)}.",
            nameof(global));
    }
}
