using System.Diagnostics;
using Workloads.Serving;

namespace Workloads.Topics;

/// <summary>What came out of a slow request and a computation, done in one way.</summary>
/// <param name="Name">The way.</param>
/// <param name="Elapsed">Until both were done.</param>
/// <param name="StepsMeanwhile">Steps of the computation done before the answer came.</param>
/// <param name="Steps">Steps of the computation in all.</param>
public sealed record BlockingRun(string Name, TimeSpan Elapsed, int StepsMeanwhile, int Steps)
{
    /// <summary>Of each way the run with the median time, in the order in which the ways were first run.</summary>
    /// <param name="runs">Runs of several ways.</param>
    public static IReadOnlyList<BlockingRun> Medians(IEnumerable<BlockingRun> runs) =>
        [.. runs.GroupBy(static run => run.Name, StringComparer.Ordinal).Select(static group => group.OrderBy(static run => run.Elapsed).ElementAt(group.Count() / 2))];
}

/// <summary>A call that blocks beside a computation: in turn, with a thread for the call, and asynchronously (E5).</summary>
/// <param name="port">A request server's loopback port.</param>
/// <param name="waitMilliseconds">How long the server takes to answer, from 0 to <see cref="Request.MaxWait"/>.</param>
/// <param name="steps">Steps of the computation, each a Fibonacci number of 25 (some 0.1 ms); 1 or more.</param>
public sealed class BlockingBesideComputing(int port, int waitMilliseconds, int steps)
{
    private const int StepSize = 25;

    private readonly int _steps = Bounds.Checked(steps, 1, int.MaxValue, nameof(steps));

    private readonly Request _request = new(Bounds.Checked(waitMilliseconds, 0, Request.MaxWait, nameof(waitMilliseconds)), 0);

    /// <summary>The request alone.</summary>
    public Task<BlockingRun> RequestAloneAsync() => Measured("the request alone", _ =>
    {
        RequestClient.AskAsync(port, _request).GetAwaiter().GetResult();
        return Task.FromResult(0);
    });

    /// <summary>The computation alone.</summary>
    public Task<BlockingRun> ComputationAloneAsync() => Measured("the computation alone", progress =>
    {
        Compute(progress);
        return Task.FromResult(0);
    });

    /// <summary>The thread waits for the answer, then computes.</summary>
    public Task<BlockingRun> InTurnAsync() => Measured("one after the other", progress =>
    {
        RequestClient.AskAsync(port, _request).GetAwaiter().GetResult();
        int meanwhile = progress.Done;
        Compute(progress);
        return Task.FromResult(meanwhile);
    });

    /// <summary>A second thread waits for the answer.</summary>
    public Task<BlockingRun> WithThreadAsync() => Measured("a thread for the request", progress =>
    {
        int meanwhile = 0;
        var asking = new Thread(() =>
        {
            RequestClient.AskAsync(port, _request).GetAwaiter().GetResult();
            meanwhile = progress.Done;
        });
        asking.Start();
        Compute(progress);
        asking.Join();
        return Task.FromResult(meanwhile);
    });

    /// <summary>Nobody waits for the answer.</summary>
    public Task<BlockingRun> WithAsyncAsync() => Measured("async", async progress =>
    {
        async Task<int> AskAsync()
        {
            await RequestClient.AskAsync(port, _request).ConfigureAwait(false);
            return progress.Done;
        }

        Task<int> asking = AskAsync();
        Compute(progress);
        return await asking.ConfigureAwait(false);
    });

    private Task<BlockingRun> Measured(string name, Func<Progress, Task<int>> run) => Task.Run(async () =>
    {
        var progress = new Progress();
        long start = Stopwatch.GetTimestamp();
        int meanwhile = await run(progress).ConfigureAwait(false);
        return new BlockingRun(name, Stopwatch.GetElapsedTime(start), meanwhile, progress.Done);
    });

    private void Compute(Progress progress)
    {
        for (int step = 0; step < _steps; step++)
        {
            Fibonacci.Of(StepSize);
            progress.Done++;
        }
    }

    private sealed class Progress
    {
        private int _done;

        public int Done
        {
            get => Volatile.Read(ref _done);
            set => Volatile.Write(ref _done, value);
        }
    }
}
