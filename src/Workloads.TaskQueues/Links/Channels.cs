using RabbitMQ.Client;

namespace Workloads.TaskQueues.Links;

/// <summary>What is declared the same everywhere.</summary>
internal static class Channels
{
    /// <summary>Declares a queue that a majority of the brokers of a cluster keeps on disk, and that outlives all of its users.</summary>
    public static Task DeclareQuorumQueueAsync(this IChannel channel, string name, Dictionary<string, object?> arguments,
        CancellationToken cancellationToken)
    {
        arguments["x-queue-type"] = "quorum";
        return channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, arguments,
            cancellationToken: cancellationToken);
    }
}
