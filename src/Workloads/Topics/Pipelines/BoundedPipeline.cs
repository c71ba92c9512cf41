using System.Threading.Channels;

namespace Workloads.Topics;

/// <summary>
/// Stages joined by bounded queues, each stage with workers of its own (E7). A stage that is too slow fills the queue before
/// it, and a full queue makes the stage before wait: back-pressure, which keeps memory bounded however unequal the stages are.
/// Nothing is lost, results come out in the order of the items, the first failure stops all, and cancelling leaves nothing running.
/// </summary>
/// <typeparam name="TIn">What goes in.</typeparam>
/// <typeparam name="TOut">What comes out.</typeparam>
public abstract class BoundedPipeline<TIn, TOut>
{
    private protected BoundedPipeline()
    {
    }

    /// <summary>Adds a stage at the end.</summary>
    /// <param name="name">Its name, as charts and failures show it.</param>
    /// <param name="work">What it does with an item. With several workers it is called by as many at once.</param>
    /// <param name="workers">1 or more.</param>
    /// <param name="capacity">Items that may wait before it, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public BoundedPipeline<TIn, TNext> Then<TNext>(string name, Func<TOut, CancellationToken, ValueTask<TNext>> work, int workers = 1, int capacity = 8) =>
        new JoinedPipeline<TIn, TOut, TNext>(this, BoundedPipeline.Stage(name, work, workers, capacity));

    /// <inheritdoc cref="Then{TNext}(string, Func{TOut, CancellationToken, ValueTask{TNext}}, int, int)"/>
    public BoundedPipeline<TIn, TNext> Then<TNext>(string name, Func<TOut, TNext> work, int workers = 1, int capacity = 8) =>
        Then(name, BoundedPipeline.Awaitable(work), workers, capacity);

    /// <summary>Sends items through, and returns when the last has come out.</summary>
    /// <param name="items">Taken one at a time, as the first queue has room.</param>
    /// <param name="cancellationToken">Stops all stages.</param>
    /// <exception cref="PipelineFailedException">A stage threw.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; no stage is running any more.</exception>
    public async Task<PipelineRun<TOut>> RunAsync(IEnumerable<TIn> items, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        using var context = new PipelineContext(cancellationToken);
        Channel<PipelineItem<TOut>> results = Channel.CreateUnbounded<PipelineItem<TOut>>(new() { SingleReader = true });
        PipelineQueue<TIn> first = Connect(context, new(results));
        context.Working.Add(Task.Run(() => FeedAsync(context, items, first), CancellationToken.None));

        var arrived = new List<PipelineItem<TOut>>();
        await foreach (PipelineItem<TOut> item in results.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            arrived.Add(item);
            context.Deliver();
        }

        await Task.WhenAll(context.Working).ConfigureAwait(false);
        TimeSpan elapsed = context.Elapsed;
        if (context.Failure is not null)
            throw context.Failure;
        cancellationToken.ThrowIfCancellationRequested();
        return new([.. arrived.OrderBy(static item => item.Number).Select(static item => item.Value)], [.. Enumerable.Reverse(context.Stages).Select(static stage => stage())], elapsed);
    }

    /// <summary>Starts the stages, the last first, and returns the queue before the first.</summary>
    internal abstract PipelineQueue<TIn> Connect(PipelineContext context, PipelineQueue<TOut> behind);

    private static async Task FeedAsync(PipelineContext context, IEnumerable<TIn> items, PipelineQueue<TIn> first)
    {
        int number = 0;
        try
        {
            foreach (TIn item in items)
            {
                await first.PutAsync(context, new(number, item)).ConfigureAwait(false);
                number++;
            }
        }
        catch (Exception exception)
        {
            context.Fail("source", number, exception);
        }
        finally
        {
            first.Complete();
        }
    }
}

/// <summary>Begins a pipeline.</summary>
public static class BoundedPipeline
{
    /// <summary>A pipeline of one stage, to which <see cref="BoundedPipeline{TIn, TOut}.Then{TNext}(string, Func{TOut, TNext}, int, int)"/> adds others.</summary>
    /// <inheritdoc cref="BoundedPipeline{TIn, TOut}.Then{TNext}(string, Func{TOut, CancellationToken, ValueTask{TNext}}, int, int)"/>
    public static BoundedPipeline<TIn, TOut> First<TIn, TOut>(string name, Func<TIn, CancellationToken, ValueTask<TOut>> work, int workers = 1, int capacity = 8) =>
        new SinglePipeline<TIn, TOut>(Stage(name, work, workers, capacity));

    /// <inheritdoc cref="First{TIn, TOut}(string, Func{TIn, CancellationToken, ValueTask{TOut}}, int, int)"/>
    public static BoundedPipeline<TIn, TOut> First<TIn, TOut>(string name, Func<TIn, TOut> work, int workers = 1, int capacity = 8) =>
        First(name, Awaitable(work), workers, capacity);

    internal static Func<TIn, CancellationToken, ValueTask<TOut>> Awaitable<TIn, TOut>(Func<TIn, TOut> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return (item, _) => ValueTask.FromResult(work(item));
    }

    internal static PipelineStage<TIn, TOut> Stage<TIn, TOut>(string name, Func<TIn, CancellationToken, ValueTask<TOut>> work, int workers, int capacity)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(work);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return new(name, work, workers, capacity);
    }
}
