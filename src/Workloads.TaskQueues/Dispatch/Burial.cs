using System.Text;
using RabbitMQ.Client;

namespace Workloads.TaskQueues.Dispatch;

/// <summary>Why a message lies among the dead letters: a machine says it in a header, the broker in its own.</summary>
internal static class Burial
{
    private const string ReasonHeader = "x-reason", DeathHeader = "x-death";

    /// <summary>The properties of a message that a machine puts aside.</summary>
    public static BasicProperties For(IReadOnlyBasicProperties original, string reason) => new(original)
    {
        Headers = new Dictionary<string, object?>(original.Headers ?? new Dictionary<string, object?>()) { [ReasonHeader] = reason },
    };

    /// <summary>Why it was put aside; null when it was not.</summary>
    public static string? ReasonIn(IReadOnlyBasicProperties properties)
    {
        if (properties.Headers is not { } headers)
            return null;
        if (headers.TryGetValue(ReasonHeader, out object? reason) && Text(reason) is { } said)
            return said;
        if (!headers.TryGetValue(DeathHeader, out object? deaths) || deaths is not List<object> { Count: > 0 } list
            || list[0] is not IDictionary<string, object> death)
            return null;
        return death.TryGetValue("reason", out object? why) ? Text(why) switch
        {
            "delivery_limit" => Invariant($"it was handed to machines {Topology.DeliveryLimit + 1} times, and each ended or lost its connection with it"),
            "expired" => "its time was over",
            "maxlen" => "the queue was full",
            { } other => other,
            null => null,
        } : null;
    }

    private static string? Text(object? value) =>
        value switch { byte[] utf8 => Encoding.UTF8.GetString(utf8), string text => text, _ => null };
}
