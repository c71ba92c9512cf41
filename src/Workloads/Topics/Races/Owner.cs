using System.Threading.Channels;

namespace Workloads.Topics;

/// <summary>
/// A thread that alone may touch a state, and a queue through which the others tell it what to do with it: the cure that
/// document 002 prefers to locks (C9). Messages of one sender are handled in the order in which it sent them.
/// </summary>
/// <typeparam name="TState">What the thread owns.</typeparam>
/// <typeparam name="TMessage">What it is sent.</typeparam>
internal sealed class Owner<TState, TMessage> : IDisposable
{
    private readonly Channel<TMessage> _inbox;
    private readonly Func<TState, TMessage, TState> _handle;
    private readonly Thread _thread;
    private TState _state;
    private Exception? _failure;

    /// <summary>Starts the owning thread.</summary>
    /// <param name="initial">The state that it begins with.</param>
    /// <param name="handle">Makes the next state out of the state and a message. It runs on the owning thread alone.</param>
    /// <param name="capacity">Messages that may wait, from 1 up; senders wait when it is full.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is below 1.</exception>
    public Owner(TState initial, Func<TState, TMessage, TState> handle, int capacity = 4_096)
    {
        ArgumentNullException.ThrowIfNull(handle);
        if (capacity < 1)
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "An inbox holds 1 message or more.");
        _state = initial;
        _handle = handle;
        _inbox = Channel.CreateBounded<TMessage>(new BoundedChannelOptions(capacity) { SingleReader = true });
        _thread = new(Work) { IsBackground = true, Name = "owner" };
        _thread.Start();
    }

    /// <summary>The state; it stands still once <see cref="Finish"/> has returned.</summary>
    public TState State => _state;

    /// <summary>The thread that owns the state.</summary>
    public int ThreadId => _thread.ManagedThreadId;

    /// <summary>Puts a message into the inbox, and waits for room in a full one. Any thread may call it.</summary>
    /// <exception cref="InvalidOperationException">The owner has finished; what it failed with, if it did, is the inner
    /// exception.</exception>
    public void Send(TMessage message)
    {
        while (!_inbox.Writer.TryWrite(message))
        {
            ValueTask<bool> room = _inbox.Writer.WaitToWriteAsync();
            if (!(room.IsCompleted ? room.Result : room.AsTask().GetAwaiter().GetResult()))
                throw new InvalidOperationException("The owner has finished and takes no more messages.", _failure);
        }
    }

    /// <summary>Takes no more messages, handles those that wait and ends the thread.</summary>
    /// <exception cref="InvalidOperationException">Handling a message failed; the inner exception says how.</exception>
    public void Finish()
    {
        Dispose();
        if (_failure is not null)
            throw new InvalidOperationException($"The owner failed: {_failure.Message}", _failure);
    }

    /// <summary>Like <see cref="Finish"/>, but silent about failures.</summary>
    public void Dispose()
    {
        _inbox.Writer.TryComplete();
        _thread.Join();
    }

    private void Work()
    {
        try
        {
            while (Wait())
            {
                while (_inbox.Reader.TryRead(out TMessage? message))
                    _state = _handle(_state, message);
            }
        }
        catch (Exception exception)
        {
            _failure = exception;
            _inbox.Writer.TryComplete();
        }
    }

    private bool Wait()
    {
        ValueTask<bool> arrived = _inbox.Reader.WaitToReadAsync();
        return arrived.IsCompleted ? arrived.Result : arrived.AsTask().GetAwaiter().GetResult();
    }
}
