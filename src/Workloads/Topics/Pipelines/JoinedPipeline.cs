namespace Workloads.Topics;

/// <summary>A pipeline of one stage.</summary>
internal sealed class SinglePipeline<TIn, TOut>(PipelineStage<TIn, TOut> stage) : BoundedPipeline<TIn, TOut>
{
    internal override PipelineQueue<TIn> Connect(PipelineContext context, PipelineQueue<TOut> behind)
    {
        var channel = stage.CreateQueue();
        var queue = new PipelineQueue<TIn>(channel);
        stage.Start(context, channel.Reader, behind, queue.Put);
        return queue;
    }
}

/// <summary>A pipeline and one more stage behind it.</summary>
internal sealed class JoinedPipeline<TIn, TBetween, TOut>(BoundedPipeline<TIn, TBetween> before, PipelineStage<TBetween, TOut> stage) : BoundedPipeline<TIn, TOut>
{
    internal override PipelineQueue<TIn> Connect(PipelineContext context, PipelineQueue<TOut> behind) =>
        before.Connect(context, new SinglePipeline<TBetween, TOut>(stage).Connect(context, behind));
}
