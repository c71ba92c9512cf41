using System.Threading.Channels;

namespace Workloads.Topics;

/// <summary>The writing side of the queue between two stages: it records the queue's length after each item put in.</summary>
internal sealed class PipelineQueue<T>(Channel<PipelineItem<T>> queue)
{
    public List<QueueLength> Put { get; } = [];

    public async ValueTask PutAsync(PipelineContext context, PipelineItem<T> item)
    {
        await queue.Writer.WriteAsync(item, context.Stopping).ConfigureAwait(false);

        // An unbounded queue is the results' own: it has no length to draw.
        if (!queue.Reader.CanCount)
            return;
        lock (Put)
            Put.Add(new(context.Now, queue.Reader.Count));
    }

    public void Complete() => queue.Writer.TryComplete();
}
