using System.Runtime.CompilerServices;

namespace Workloads.Models;

/// <summary>
/// A wait on the event loop, awaited on the loop's thread: what <c>asyncio.sleep</c> is to asyncio's loop. It needs one small
/// object where <see cref="Task.Delay(TimeSpan, TimeProvider)"/> needs three, and cannot be cancelled.
/// </summary>
public readonly struct LoopSleep : ICriticalNotifyCompletion
{
    private readonly EventLoop _loop;
    private readonly TimeSpan _time;

    internal LoopSleep(EventLoop loop, TimeSpan time)
    {
        _loop = loop;
        _time = time;
    }

    /// <summary>Always false: even a wait of no time lets the others run.</summary>
    public bool IsCompleted => false;

    /// <summary>The pattern of an awaitable.</summary>
    public LoopSleep GetAwaiter() => this;

    /// <summary>Does nothing: a wait has no result.</summary>
    public void GetResult()
    {
    }

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => _loop.WakeAfter(_time, continuation);
}
