using System.Diagnostics;
using System.Threading.Channels;

namespace Workloads.Topics;

/// <summary>An item on its way, with its number.</summary>
internal readonly record struct PipelineItem<T>(int Number, T Value);

/// <summary>One stage: workers that take from the bounded queue before them and put into the next.</summary>
internal sealed class PipelineStage<TIn, TOut>(string name, Func<TIn, CancellationToken, ValueTask<TOut>> work, int workers, int capacity)
{
    /// <summary>The queue before the stage: full, it makes the stage before wait.</summary>
    public Channel<PipelineItem<TIn>> CreateQueue() =>
        Channel.CreateBounded<PipelineItem<TIn>>(new BoundedChannelOptions(capacity) { SingleReader = workers == 1 });

    /// <summary>Starts the workers; the queue behind is completed when the last has ended.</summary>
    public void Start(PipelineContext context, ChannelReader<PipelineItem<TIn>> before, PipelineQueue<TOut> behind, List<QueueLength> putBefore)
    {
        StageWorker[] crew = [.. Enumerable.Range(0, workers).Select(_ => new StageWorker())];
        Task[] running = [.. crew.Select(worker => Task.Run(() => WorkAsync(context, worker, before, behind)))];
        context.Working.Add(EndAsync(running, behind));
        context.Stages.Add(() => new(
            name, workers, capacity, crew.Sum(worker => worker.Handled), Sum(worker => worker.Working), Sum(worker => worker.Starved), Sum(worker => worker.HeldUp),
            [.. crew.SelectMany(worker => worker.Taken).Concat(putBefore).OrderBy(sample => sample.Ticks)]));

        TimeSpan Sum(Func<StageWorker, long> ticks) => Stopwatch.GetElapsedTime(0, crew.Sum(ticks));
    }

    private static async Task EndAsync(Task[] running, PipelineQueue<TOut> behind)
    {
        await Task.WhenAll(running).ConfigureAwait(false);
        behind.Complete();
    }

    private async Task WorkAsync(PipelineContext context, StageWorker worker, ChannelReader<PipelineItem<TIn>> before, PipelineQueue<TOut> behind)
    {
        int number = 0;
        try
        {
            long since = context.Now;
            while (await before.WaitToReadAsync(context.Stopping).ConfigureAwait(false))
            {
                while (before.TryRead(out PipelineItem<TIn> item))
                {
                    context.Stopping.ThrowIfCancellationRequested();
                    number = item.Number;
                    long taken = context.Now;
                    worker.Starved += taken - since;
                    worker.Taken.Add(new(taken, before.Count));

                    TOut result = await work(item.Value, context.Stopping).ConfigureAwait(false);
                    long done = context.Now;
                    worker.Working += done - taken;
                    worker.Handled++;

                    await behind.PutAsync(context, new(item.Number, result)).ConfigureAwait(false);
                    since = context.Now;
                    worker.HeldUp += since - done;
                }
            }

            worker.Starved += context.Now - since;
        }
        catch (Exception exception)
        {
            context.Fail(name, number, exception);
        }
    }

    private sealed class StageWorker
    {
        public int Handled { get; set; }

        public long Working { get; set; }

        public long Starved { get; set; }

        public long HeldUp { get; set; }

        public List<QueueLength> Taken { get; } = [];
    }
}
