namespace Workloads.Topics;

/// <summary>One client after the other on one thread: a slow request keeps all others waiting (A10).</summary>
internal sealed class OneThreadServer(RequestServerOptions options) : RequestServer(options)
{
    protected override Task AnswerAllAsync()
    {
        while (true)
            Answer(Accept());
    }
}
