using System.Diagnostics;

namespace Workloads.Processes;

/// <summary>
/// Sends requests when they are due, whether or not the earlier ones are answered, as people do who know nothing of each other. A
/// latency counts from when the request was due: a server that stands still for a second has made everybody wait who came then.
/// The generator's own lateness, up to a millisecond, counts too: never too little.
/// </summary>
public static class LoadGenerator
{
    /// <summary>Sends requests at a fixed rate.</summary>
    /// <param name="request">Sends the request of this number and returns when it is answered; throws when it failed.</param>
    /// <param name="options">How many, how fast.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled; no request is open any more.</exception>
    public static async Task<LoadReport> RunAsync(Func<int, CancellationToken, Task> request, LoadOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var load = new OpenLoad(request, options ?? new(), cancellationToken);
        await Task.Factory.StartNew(load.SendAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .ConfigureAwait(false);
        LoadReport report = await load.FinishAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return report;
    }

    private sealed class OpenLoad(Func<int, CancellationToken, Task> request, LoadOptions options, CancellationToken cancellationToken)
    {
        private readonly LatencyHistogram _latency = new(), _serviceTime = new();
        private readonly SemaphoreSlim _room = new(options.MaxOpen);
        private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly int _requests = options.Requests;
        private readonly long _start = Stopwatch.GetTimestamp();
        private int _left = options.Requests, _answered, _failed;
        private readonly double[] _byNumber = [.. Enumerable.Repeat(double.PositiveInfinity, options.Requests)];
        private string? _firstFailure;

        /// <summary>On a thread of its own, since the pool's may be busy when a request is due.</summary>
        public void SendAll()
        {
            for (int number = 0; number < _requests; number++)
            {
                TimeSpan due = TimeSpan.FromSeconds(number / options.Rate);
                TimeSpan early = due - Stopwatch.GetElapsedTime(_start);
                if (early > TimeSpan.Zero)
                    cancellationToken.WaitHandle.WaitOne((int)Math.Ceiling(early.TotalMilliseconds));
                _room.Wait(CancellationToken.None);
                _ = SendAsync(number, due);
            }
        }

        public async Task<LoadReport> FinishAsync()
        {
            await _finished.Task.ConfigureAwait(false);
            return new(options, Stopwatch.GetElapsedTime(_start), _answered, _failed, _firstFailure, _latency,
                _serviceTime) { ByNumber = _byNumber };
        }

        private async Task SendAsync(int number, TimeSpan due)
        {
            TimeSpan sent = Stopwatch.GetElapsedTime(_start);
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                limit.CancelAfter(options.TimeLimit);
                await request(number, limit.Token).ConfigureAwait(false);
                TimeSpan answered = Stopwatch.GetElapsedTime(_start);
                _latency.Record(answered - due);
                _byNumber[number] = (answered - due).TotalSeconds;
                _serviceTime.Record(answered - sent);
                Interlocked.Increment(ref _answered);
            }
            catch (Exception exception)
            {
                Interlocked.Increment(ref _failed);
                Interlocked.CompareExchange(ref _firstFailure, exception.Message, null);
            }

            _room.Release();
            if (Interlocked.Decrement(ref _left) == 0)
                _finished.SetResult();
        }
    }
}
