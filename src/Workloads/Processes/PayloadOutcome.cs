namespace Workloads.Processes;

/// <summary>What a call with bytes returned, and where its time went.</summary>
/// <param name="Bytes">What came back.</param>
/// <param name="Elapsed">From the moment it was handed over until its bytes were back.</param>
/// <param name="Serialise">The copy into shared memory; zero through a pipe, into which the bytes are written from where they lie.</param>
/// <param name="Send">Until the worker had everything and began.</param>
/// <param name="Run">The call itself.</param>
/// <param name="Reply">Until the bytes were back here.</param>
internal sealed record PayloadOutcome(byte[] Bytes, TimeSpan Elapsed, TimeSpan Serialise, TimeSpan Send, TimeSpan Run, TimeSpan Reply);

/// <summary>The way that bytes take between two processes.</summary>
internal enum PayloadTransport
{
    /// <summary>Through the worker's pipes, 64 KB at a time.</summary>
    Pipe,

    /// <summary>In a mapped file that both processes see; only a word crosses the pipe.</summary>
    SharedMemory,
}
