namespace Workloads.Models;

/// <summary>
/// A generator run by the event loop: each <c>yield</c> gives the loop to whatever else is ready, for one turn or for a time
/// (D10, E8). One switch is one queued callback, with neither a task nor an <c>await</c> in it.
/// </summary>
internal sealed class LoopCoroutine : IDisposable
{
    private static readonly SendOrPostCallback StepCallback = static coroutine => ((LoopCoroutine)coroutine!).Step();
    private static readonly TimerCallback WakeCallback = static coroutine => ((LoopCoroutine)coroutine!).Step();

    private readonly EventLoop _loop;
    private readonly IEnumerator<Pause> _body;
    private ITimer? _timer;
    private TaskCompletionSource? _completion;
    private Exception? _failure;

    private LoopCoroutine(EventLoop loop, IEnumerator<Pause> body)
    {
        _loop = loop;
        _body = body;
    }

    /// <summary>Whether it ran to its end, threw or was closed.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>
    /// Ends with the generator, and throws what it threw. It is made when first asked for, so that those nobody waits for cost nothing.
    /// </summary>
    public Task Completion
    {
        get
        {
            if (_completion is null)
            {
                _completion = new();
                if (HasEnded)
                    Complete();
            }

            return _completion.Task;
        }
    }

    /// <summary>Schedules a generator on a loop; its first step runs after what is ready already.</summary>
    /// <param name="loop">The loop that this thread runs.</param>
    /// <param name="body">Started once, and disposed of at its end.</param>
    public static LoopCoroutine Start(EventLoop loop, IEnumerator<Pause> body)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(body);
        var coroutine = new LoopCoroutine(loop, body);
        loop.Post(StepCallback, coroutine);
        return coroutine;
    }

    /// <inheritdoc cref="Start(EventLoop, IEnumerator{Pause})"/>
    public static LoopCoroutine Start(EventLoop loop, IEnumerable<Pause> body) => Start(loop, body.GetEnumerator());

    /// <summary>
    /// Closes the generator where it stands: its <c>finally</c> blocks run, and nothing after them. Called on the loop's thread.
    /// </summary>
    public void Dispose()
    {
        if (!HasEnded)
            End(failure: null);
    }

    private void Step()
    {
        if (HasEnded)
            return;

        bool yielded;
        try
        {
            yielded = _body.MoveNext();
        }
        catch (Exception exception)
        {
            End(exception);
            return;
        }

        if (!yielded)
        {
            End(failure: null);
            return;
        }

        TimeSpan time = _body.Current.Time;
        if (time <= TimeSpan.Zero)
            _loop.Post(StepCallback, this);
        else
            Sleep(time);
    }

    private void Sleep(TimeSpan time)
    {
        if (_timer is null)
            _timer = _loop.Time.CreateTimer(WakeCallback, this, time, Timeout.InfiniteTimeSpan);
        else
            _timer.Change(time, Timeout.InfiniteTimeSpan);
    }

    private void End(Exception? failure)
    {
        HasEnded = true;
        _failure = failure;
        _timer?.Dispose();
        try
        {
            _body.Dispose();
        }
        catch (Exception exception)
        {
            _failure ??= exception;
        }

        if (_completion is not null)
            Complete();
    }

    private void Complete()
    {
        if (_failure is null)
            _completion!.TrySetResult();
        else
            _completion!.TrySetException(_failure);
    }
}
