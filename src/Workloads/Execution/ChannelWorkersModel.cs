using System.Threading.Channels;

namespace Workloads.Execution;

/// <summary>
/// A fixed set of workers that take callers from a channel until each swallows a poison pill: the homegrown pool of document
/// 001 (B12), with threads of the pool for its processes.
/// </summary>
/// <param name="workers">How many workers; the cores that this process may use when left out.</param>
public sealed class ChannelWorkersModel(int? workers = null) : ExecutionModel("channel workers", WorkersOr(workers))
{
    private const int PoisonPill = -1;

    /// <summary>Jobs are counted in blocks, and a few blocks may wait in the channel, so that callers do not grow the memory.</summary>
    private const int BlockSize = 4_096, MaxBlocks = 4;

    /// <inheritdoc/>
    private protected override async Task ExecuteAsync(RunContext context)
    {
        var jobs = Channel.CreateUnbounded<int>(new() { SingleWriter = true, SingleReader = Workers == 1 });
        using var freeBlocks = new SemaphoreSlim(MaxBlocks);
        var working = Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(context, worker, jobs.Reader, freeBlocks))).ToArray();

        for (int caller = 0; caller < context.Count && !context.IsStopped(caller); caller++)
        {
            if (caller % BlockSize == 0)
                await freeBlocks.WaitAsync().ConfigureAwait(false);
            jobs.Writer.TryWrite(caller);
        }

        for (int worker = 0; worker < Workers; worker++)
            jobs.Writer.TryWrite(PoisonPill);
        await Task.WhenAll(working).ConfigureAwait(false);
    }

    private static async Task WorkAsync(RunContext context, int worker, ChannelReader<int> jobs, SemaphoreSlim freeBlocks)
    {
        while (await jobs.WaitToReadAsync().ConfigureAwait(false))
        {
            while (jobs.TryRead(out int caller))
            {
                if (caller == PoisonPill)
                    return;
                await context.CallAsync(caller, worker).ConfigureAwait(false);
                if (caller % BlockSize == BlockSize - 1)
                    freeBlocks.Release();
            }
        }
    }
}
