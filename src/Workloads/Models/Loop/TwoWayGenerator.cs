using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Workloads.Models;

/// <summary>
/// A generator that takes a value at every yield as well as giving one, as Python's do since PEP 342 (<c>received = yield
/// value</c>; E8, D10). C#'s own iterators go one way only, so the body is an <c>async</c> method whose only await is
/// <see cref="Exchange.Yield"/>: it runs on the caller's thread, inside <see cref="Send"/>.
/// </summary>
/// <typeparam name="TSent">What the caller sends in.</typeparam>
/// <typeparam name="TYielded">What the generator gives out.</typeparam>
public sealed class TwoWayGenerator<TSent, TYielded> : IDisposable
{
    private readonly Func<Exchange, Task> _body;
    private readonly Exchange _exchange = new();
    private Task? _running;

    /// <summary>Makes a generator that has not begun yet.</summary>
    /// <param name="body">Awaits nothing but the exchange's <see cref="Exchange.Yield"/>.</param>
    public TwoWayGenerator(Func<Exchange, Task> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        _body = body;
    }

    /// <summary>Whether the body has returned, thrown or been closed.</summary>
    public bool HasEnded => _running is { IsCompleted: true };

    /// <summary>Runs to the first yield and returns its value: Python's <c>next(generator)</c>.</summary>
    /// <exception cref="InvalidOperationException">It has begun already, or ended without a yield.</exception>
    public TYielded Start()
    {
        if (_running is not null)
            throw new InvalidOperationException("The generator has begun already; go on with Send.");
        _running = _body(_exchange);
        return Yielded();
    }

    /// <summary>Sends a value in: the pending yield returns it, and the next yield's value comes back.</summary>
    /// <exception cref="InvalidOperationException">It has not begun, or has ended (Python's <c>StopIteration</c>).</exception>
    public TYielded Send(TSent value)
    {
        ThrowIfNotWaiting();
        _exchange.Resume(value, failure: null);
        return Yielded();
    }

    /// <summary>Throws an exception in, at the pending yield; the body may catch it and yield on.</summary>
    /// <exception cref="InvalidOperationException">It has not begun, or has ended.</exception>
    public TYielded Throw(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        ThrowIfNotWaiting();
        _exchange.Resume(default!, exception);
        return Yielded();
    }

    /// <summary>
    /// Ends the body at its pending yield: its <c>finally</c> blocks run. Does nothing when it has ended, or never begun.
    /// </summary>
    /// <exception cref="InvalidOperationException">The body caught the end and yielded on.</exception>
    public void Dispose()
    {
        if (_running is null)
        {
            _running = Task.CompletedTask;
            return;
        }

        if (_running.IsCompleted)
            return;
        _exchange.Resume(default!, new GeneratorExitException());
        if (!_running.IsCompleted)
            throw new InvalidOperationException("The generator yielded again instead of ending.");
        if (_running.Exception?.InnerException is { } failure and not GeneratorExitException)
            ExceptionDispatchInfo.Throw(failure);
    }

    private void ThrowIfNotWaiting()
    {
        if (_running is null)
            throw new InvalidOperationException("The generator has not begun; call Start first.");
        if (_running.IsCompleted)
            throw new InvalidOperationException("The generator has ended.");
    }

    private TYielded Yielded()
    {
        if (!_running!.IsCompleted)
            return _exchange.TakeYielded();
        _running.GetAwaiter().GetResult();
        throw new InvalidOperationException("The generator has ended.");
    }

    /// <summary>The body's side: one place for the value on its way out, one for the value on its way in.</summary>
    public sealed class Exchange : ICriticalNotifyCompletion
    {
        private TYielded _yielded = default!;
        private TSent _sent = default!;
        private Exception? _failure;
        private Action? _continuation;

        internal Exchange()
        {
        }

        /// <summary>Always false: a yield is where the body stops.</summary>
        public bool IsCompleted => false;

        /// <summary>Gives a value out and stops; awaited, it returns the value sent in.</summary>
        public Exchange Yield(TYielded value)
        {
            _yielded = value;
            return this;
        }

        /// <summary>The pattern of an awaitable; the exchange is its own awaiter, so that a yield allocates nothing.</summary>
        public Exchange GetAwaiter() => this;

        /// <summary>What was sent in, or the throw of what was thrown in.</summary>
        public TSent GetResult()
        {
            if (_failure is { } failure)
            {
                _failure = null;
                ExceptionDispatchInfo.Throw(failure);
            }

            return _sent;
        }

        /// <inheritdoc/>
        public void OnCompleted(Action continuation) => _continuation = continuation;

        /// <inheritdoc/>
        public void UnsafeOnCompleted(Action continuation) => _continuation = continuation;

        internal TYielded TakeYielded() => _continuation is not null
            ? _yielded
            : throw new InvalidOperationException($"The generator awaited something else than {nameof(Exchange)}.{nameof(Yield)}.");

        internal void Resume(TSent value, Exception? failure)
        {
            Action continuation = _continuation
                ?? throw new InvalidOperationException($"The generator is running, or awaits something else than {nameof(Exchange)}.{nameof(Yield)}.");
            _continuation = null;
            _sent = value;
            _failure = failure;
            continuation();
        }
    }
}
