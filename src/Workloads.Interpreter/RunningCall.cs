using System.Runtime.ExceptionServices;

namespace Workloads.Interpreter;

/// <summary>A call that runs on a thread of its own.</summary>
public sealed class RunningCall
{
    private readonly Thread _thread;
    private long _result;
    private ExceptionDispatchInfo? _failure;

    internal RunningCall(string name, Func<long> work)
    {
        Name = name;
        _thread = new(() => RunToEnd(work)) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>The call, as it was written.</summary>
    public string Name { get; }

    /// <summary>Whether it has returned or failed.</summary>
    public bool HasEnded => !_thread.IsAlive;

    /// <summary>Waits for the call to end, and returns its result.</summary>
    /// <exception cref="ProgramException">The program failed.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled, or its interpreter was closed.</exception>
    public long Result
    {
        get
        {
            _thread.Join();
            _failure?.Throw();
            return _result;
        }
    }

    /// <summary>Waits for the call to end, however it ends.</summary>
    public void Join() => _thread.Join();

    private void RunToEnd(Func<long> work)
    {
        try
        {
            _result = work();
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }
    }
}
