using System.Diagnostics;

namespace Workloads.Topics;

/// <summary>Runs something and says which bound it has (D1): CPU time against wall time.</summary>
public static class BoundProbe
{
    /// <summary>Probes one call of a workload.</summary>
    /// <param name="workload">What is called; it blocks its thread while it waits.</param>
    /// <param name="size">The size, in the workload's range; a call should take some 50 ms or more.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size lies outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task<BoundVerdict> RunAsync(Workload workload, long size, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workload);
        workload.Checked(size);
        return RunAsync($"{workload}({size})", () => workload.Run(size, cancellationToken));
    }

    /// <summary>Probes what one thread does, on a thread of its own, so that nothing else counts.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="work">Is run once to get compiled, and once to be measured. What it throws comes out.</param>
    public static Task<BoundVerdict> RunAsync(string name, Action work)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(work);
        var verdict = new TaskCompletionSource<BoundVerdict>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                work();
                ProcessorTimes? before = ProcessorTimes.OfThread();
                ProcessorTimes processBefore = before ?? ProcessorTimes.OfProcess();
                long start = Stopwatch.GetTimestamp();
                work();
                TimeSpan wall = Stopwatch.GetElapsedTime(start);
                ProcessorTimes after = (before is null ? null : ProcessorTimes.OfThread()) ?? ProcessorTimes.OfProcess();
                verdict.SetResult(new(name, wall, after.Cpu - processBefore.Cpu, after.Queued - processBefore.Queued, IsWholeProcess: before is null));
            }
            catch (Exception exception)
            {
                verdict.SetException(exception);
            }
        }) { IsBackground = true }.Start();
        return verdict.Task;
    }

    /// <summary>Probes what moves between threads, by the times of the whole process: nothing else should run in it.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="work">Is run once to get compiled, and once to be measured. What it throws comes out.</param>
    public static async Task<BoundVerdict> RunAsync(string name, Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(work);
        await work().ConfigureAwait(false);
        ProcessorTimes before = ProcessorTimes.OfProcess();
        long start = Stopwatch.GetTimestamp();
        await work().ConfigureAwait(false);
        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        ProcessorTimes after = ProcessorTimes.OfProcess();

        // The count of a thread that has ended since is gone.
        TimeSpan queued = after.Queued > before.Queued ? after.Queued - before.Queued : TimeSpan.Zero;
        return new(name, wall, after.Cpu - before.Cpu, queued, IsWholeProcess: true);
    }
}
