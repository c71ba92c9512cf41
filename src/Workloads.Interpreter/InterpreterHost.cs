
namespace Workloads.Interpreter;

/// <summary>
/// A process of the model: one or several interpreters, and the lock or locks that their threads run under (A6, A11, A14).
/// </summary>
/// <example>
/// <code>
/// using var host = new InterpreterHost(new() { Mode = LockMode.None });
/// using var interpreter = host.NewInterpreter(StackProgram.Fibonacci);
/// long result = interpreter.Call("fib", 25);
/// </code>
/// </example>
public sealed class InterpreterHost : IDisposable
{
    private readonly LockRecorder _recorder;
    private readonly GlobalLock? _lock;
    private readonly List<SubInterpreter> _interpreters = [];
    private bool _closed;

    /// <summary>Starts a process with no interpreter yet.</summary>
    /// <param name="options">How its lock works; CPython's ways when left out.</param>
    public InterpreterHost(LockOptions? options = null)
    {
        Options = options ?? new();
        _recorder = new(Options.RecordedHolds);
        _lock = Options.Mode == LockMode.OneForProcess ? new(Options.SwitchInterval, _recorder) : null;
    }

    /// <summary>How its lock works.</summary>
    public LockOptions Options { get; }

    /// <summary>
    /// Opens an interpreter that runs a program. Interpreters share nothing: each has globals of its own, and gets to know of
    /// others' what is passed to its calls.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The process has been closed.</exception>
    public SubInterpreter NewInterpreter(StackProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        GlobalLock? own = Options.Mode == LockMode.OneForEachInterpreter ? new(Options.SwitchInterval, _recorder) : null;
        var interpreter = new SubInterpreter(this, new(program, _lock ?? own, Options.CheckPoints, _recorder), own);
        lock (_interpreters)
        {
            if (!_closed)
            {
                _interpreters.Add(interpreter);
                return interpreter;
            }
        }

        interpreter.Dispose();
        throw new ObjectDisposedException(nameof(InterpreterHost));
    }

    /// <summary>What happened to the locks up to now. The figures of a thread that holds one are those up to its last release.</summary>
    public LockReport Report() => _recorder.Report();

    /// <summary>Closes the interpreters that are still open, and with them stops their threads.</summary>
    public void Dispose()
    {
        SubInterpreter[] open;
        lock (_interpreters)
        {
            _closed = true;
            open = [.. _interpreters];
        }

        foreach (SubInterpreter interpreter in open)
            interpreter.Dispose();
        _lock?.Dispose();
    }

    internal void Closed(SubInterpreter interpreter)
    {
        lock (_interpreters)
            _interpreters.Remove(interpreter);
    }
}
