using System.Globalization;
using System.Text;
using RabbitMQ.Client;

namespace Workloads.TaskQueues.Tasks;

/// <summary>What a task's message says beside its text.</summary>
internal static class TaskProperties
{
    private const string AttemptHeader = "attempt";

    public static BasicProperties For(int attempt, DateTimeOffset putAt) => new()
    {
        Persistent = true,
        Headers = new Dictionary<string, object?> { [AttemptHeader] = attempt },
        MessageId = putAt.ToString("O"),
    };

    public static QueuedTask Read(IReadOnlyBasicProperties properties, ReadOnlySpan<byte> body)
    {
        int attempt = properties.Headers is { } headers && headers.TryGetValue(AttemptHeader, out object? value) && value is int number
            ? number : 1;
        return new(Encoding.UTF8.GetString(body), attempt,
            DateTimeOffset.TryParse(properties.MessageId, CultureInfo.InvariantCulture, out DateTimeOffset putAt) ? putAt : default);
    }
}
