using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>
/// Bytes sent to a worker and back, through its pipe and in shared memory, in turns (D5, E9): what each stage takes, and
/// from which size on shared memory pays.
/// </summary>
public static class PayloadExperiment
{
    /// <summary>From nothing to 64 MB.</summary>
    public static IReadOnlyList<int> DefaultSizes { get; } = [0, 1 << 10, 1 << 14, 1 << 17, 1 << 20, 1 << 23, 1 << 26];

    /// <summary>Runs it: the first round warms both ways up and does not count.</summary>
    /// <param name="pool">The pool whose workers echo the bytes.</param>
    /// <param name="sizes">How many bytes are sent and returned.</param>
    /// <param name="repeats">How often each size takes each way: 1 or more.</param>
    /// <param name="progress">Told how many calls have been made, of <paramref name="sizes"/> × 2 × (<paramref name="repeats"/> + 1).</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<PayloadSeries> RunAsync(
        ProcessPool pool, IReadOnlyList<int>? sizes = null, int repeats = 5, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        var timings = new List<PayloadTiming>();
        int calls = 0;
        foreach (int size in sizes ?? DefaultSizes)
        {
            byte[] bytes = new byte[size];
            new Random(size).NextBytes(bytes);
            for (int repeat = -1; repeat < repeats; repeat++)
            {
                foreach (PayloadTransport transport in Enum.GetValues<PayloadTransport>())
                {
                    PayloadOutcome outcome = await pool.CallAsync(PayloadWorkload.Echo, bytes, transport, cancellationToken: cancellationToken).ConfigureAwait(false);
                    progress?.Report(++calls);
                    if (!bytes.AsSpan().SequenceEqual(outcome.Bytes))
                        throw new InvalidDataException($"{size:N0} bytes came back changed.");
                    if (repeat >= 0)
                        timings.Add(new(size, transport, repeat, outcome.Elapsed, outcome.Serialise, outcome.Send, outcome.Run, outcome.Reply));
                }
            }
        }

        return new(timings);
    }
}
