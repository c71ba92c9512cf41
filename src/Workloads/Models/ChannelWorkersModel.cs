using System.Threading.Channels;

namespace Workloads.Models;

/// <summary>
/// A fixed set of workers that take jobs from a channel until each swallows a poison pill: the homegrown pool of document
/// 001 (B12), with threads of the pool for its processes.
/// </summary>
/// <param name="workers">How many workers; the cores that this process may use when left out.</param>
/// <remarks>
/// A job is one caller where there are few, and a short range of them where there are many, since what a channel costs is
/// paid for each job. The channel holds so many jobs at most, so that callers do not grow the memory.
/// </remarks>
public sealed class ChannelWorkersModel(int? workers = null) : ExecutionModel("channel workers", WorkersOr(workers))
{
    private const int MaxJobsWaiting = 1_024, JobsForEachWorker = 64, MaxCallersInJob = 256;

    private static readonly Range PoisonPill = 0..0;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(RunContext context)
    {
        var jobs = Channel.CreateBounded<Range>(
            new BoundedChannelOptions(MaxJobsWaiting) { SingleWriter = true, SingleReader = Workers == 1 });
        var working = Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(context, worker, jobs.Reader))).ToArray();

        int callersInJob = Math.Clamp(context.Count / (Workers * JobsForEachWorker), 1, MaxCallersInJob);
        for (int caller = 0; caller < context.Count && !context.IsStopped(caller); caller += callersInJob)
            await jobs.Writer.WriteAsync(caller..Math.Min(caller + callersInJob, context.Count)).ConfigureAwait(false);

        for (int worker = 0; worker < Workers; worker++)
            await jobs.Writer.WriteAsync(PoisonPill).ConfigureAwait(false);
        await Task.WhenAll(working).ConfigureAwait(false);
    }

    private static async Task WorkAsync(RunContext context, int worker, ChannelReader<Range> jobs)
    {
        await foreach (Range job in jobs.ReadAllAsync().ConfigureAwait(false))
        {
            if (job.Equals(PoisonPill))
                return;
            for (int caller = job.Start.Value; caller < job.End.Value; caller++)
                await context.CallAsync(caller, worker).ConfigureAwait(false);
        }
    }
}
