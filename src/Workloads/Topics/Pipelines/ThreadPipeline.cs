using System.Collections.Concurrent;
using System.Diagnostics;

namespace Workloads.Topics;

/// <summary>
/// Stages of threads joined by bounded queues (E7). A stage that is too slow fills the queue before it, and a full queue makes the stage
/// before wait: back-pressure, which keeps memory bounded however unequal the stages are. The first failure stops all, and so does
/// cancelling; every thread has ended when <see cref="Run"/> returns.
/// </summary>
internal sealed class ThreadPipeline : IDisposable
{
    private readonly Stage[] _stages;
    private readonly CancellationTokenSource _stop;
    private readonly List<int> _results = [];
    private readonly long _start = Stopwatch.GetTimestamp();
    private PipelineFailure? _failure;

    private ThreadPipeline(IReadOnlyList<PipelineStage> stages, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _stages = [.. stages.Select(stage => new Stage(this, stage))];
        for (int number = 0; number + 1 < _stages.Length; number++)
            _stages[number].Behind = _stages[number + 1];
    }

    private long Now => Stopwatch.GetTimestamp() - _start;

    /// <summary>Sends the numbers from 0 on through.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; no thread is running any more.</exception>
    public static PipelineRun Run(IReadOnlyList<PipelineStage> stages, int items, CancellationToken cancellationToken)
    {
        using var pipeline = new ThreadPipeline(stages, cancellationToken);
        pipeline.SendThrough(items);
        cancellationToken.ThrowIfCancellationRequested();
        return new(pipeline._results, [.. pipeline._stages.Select(stage => stage.Told())], Stopwatch.GetElapsedTime(pipeline._start),
            pipeline._failure);
    }

    public void Dispose()
    {
        foreach (Stage stage in _stages)
            stage.Dispose();
        _stop.Dispose();
    }

    private void SendThrough(int items)
    {
        foreach (Stage stage in _stages)
            stage.Start();
        try
        {
            for (int number = 0; number < items; number++)
                _stages[0].Put(number);
        }
        catch (OperationCanceledException)
        {
            // The stages see it, too.
        }

        // From the first on: nothing more comes to a stage once the one before it has ended.
        foreach (Stage stage in _stages)
            stage.End();
    }

    private void Deliver(int number)
    {
        lock (_results)
            _results.Add(number);
    }

    /// <summary>Keeps the first failure, and stops every stage.</summary>
    private void Fail(string stage, int number, Exception cause)
    {
        lock (_results)
            _failure ??= new(stage, number, _results.Count, cause.Message);
        _stop.Cancel();
    }

    /// <summary>Workers and the queue before them.</summary>
    private sealed class Stage(ThreadPipeline pipeline, PipelineStage stage) : IDisposable
    {
        private readonly BlockingCollection<int> _before = new(stage.Capacity);
        private readonly List<QueueLength> _lengths = [];
        private readonly List<Thread> _threads = [];
        private int _handled;
        private long _working, _starved, _heldUp;

        public Stage? Behind { get; set; }

        public void Start()
        {
            for (int worker = 0; worker < stage.Workers; worker++)
            {
                var thread = new Thread(Work) { IsBackground = true, Name = stage.Name };
                _threads.Add(thread);
                thread.Start();
            }
        }

        public void Put(int number)
        {
            _before.Add(number, pipeline._stop.Token);
            Note();
        }

        public void End()
        {
            _before.CompleteAdding();
            foreach (Thread thread in _threads)
                thread.Join();
        }

        public StageRun Told() => new(
            stage.Name, stage.Workers, stage.Capacity, _handled, Stopwatch.GetElapsedTime(0, _working),
            Stopwatch.GetElapsedTime(0, _starved), Stopwatch.GetElapsedTime(0, _heldUp),
            [.. _lengths.OrderBy(length => length.Ticks)]);

        public void Dispose() => _before.Dispose();

        private void Work()
        {
            int number = 0;
            try
            {
                long asked = pipeline.Now;
                while (_before.TryTake(out number, Timeout.Infinite, pipeline._stop.Token))
                {
                    long taken = pipeline.Now;
                    Note();
                    if (number == stage.FailsAt)
                        throw new InvalidOperationException("It was to fail.");
                    Thread.Sleep(stage.Milliseconds);
                    long done = pipeline.Now;
                    HandOn(number);
                    (long since, asked) = (asked, pipeline.Now);
                    Interlocked.Increment(ref _handled);
                    Interlocked.Add(ref _starved, taken - since);
                    Interlocked.Add(ref _working, done - taken);
                    Interlocked.Add(ref _heldUp, asked - done);
                }
            }
            catch (OperationCanceledException)
            {
                // Another stage failed, or the run was cancelled.
            }
            catch (Exception exception)
            {
                pipeline.Fail(stage.Name, number, exception);
            }
        }

        private void HandOn(int number)
        {
            if (Behind is { } behind)
                behind.Put(number);
            else
                pipeline.Deliver(number);
        }

        private void Note()
        {
            lock (_lengths)
                _lengths.Add(new(pipeline.Now, _before.Count));
        }
    }
}
