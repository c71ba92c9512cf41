namespace Workloads.Processes;

/// <summary>A server that runs in this process, bound to loopback. Disposing it closes every connection.</summary>
internal interface IServer : IAsyncDisposable
{
    /// <summary>What a client needs to reach it, such as <c>port</c>.</summary>
    IReadOnlyDictionary<string, string> Address { get; }

    /// <summary>Connections open now.</summary>
    int Open { get; }

    /// <summary>Messages or requests answered so far.</summary>
    long Answered { get; }
}
