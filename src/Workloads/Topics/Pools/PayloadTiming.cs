using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>One call with bytes that were sent and returned.</summary>
/// <param name="Bytes">How many, each way.</param>
/// <param name="Transport">The way they took.</param>
/// <param name="Repeat">Which repeat, counted from 0.</param>
/// <param name="Elapsed">From the moment the call was handed over until its bytes were back.</param>
/// <param name="Serialise">The copy into shared memory; zero through a pipe, into which the bytes are written from where they lie.</param>
/// <param name="Send">Until the worker had everything and began.</param>
/// <param name="Run">The call itself.</param>
/// <param name="Reply">Until the bytes were back.</param>
public sealed record PayloadTiming(
    int Bytes, PayloadTransport Transport, int Repeat, TimeSpan Elapsed, TimeSpan Serialise, TimeSpan Send, TimeSpan Run, TimeSpan Reply);
