using MathNet.Numerics.Statistics;
using Workloads.Python;

namespace Workloads.TaskQueues;

/// <summary>Celery, one of the task queues that document 001 names, where a CPython of this machine has it.</summary>
/// <param name="Python">The CPython.</param>
/// <param name="Version">Celery's version.</param>
internal sealed record CeleryPeer(CPython Python, string Version)
{
    private const string Script = "task_queues";

    /// <summary>Its name in tables and charts.</summary>
    public string Name => $"Celery {Version}";

    /// <summary>Looks for a CPython that has it, the newest first; null when there is none.</summary>
    public static async Task<CeleryPeer?> FindAsync(CancellationToken cancellationToken = default)
    {
        CPythons pythons = await CPythons.FindAsync(cancellationToken).ConfigureAwait(false);
        foreach (CPython python in pythons.Builds.Reverse())
        {
            try
            {
                Found found = await python.RunScriptAsync<Found>(Script, new { experiment = "version" },
                    cancellationToken: cancellationToken).ConfigureAwait(false);
                return new(python, found.Version);
            }
            catch (PythonFailedException)
            {
                // It does not have it.
            }
        }

        return null;
    }

    /// <summary>
    /// Measures how many empty calls a second it moves over a broker, each message confirmed and each task acknowledged once it is done.
    /// </summary>
    /// <param name="address">Where the broker is.</param>
    /// <param name="workers">How many worker processes it has.</param>
    /// <param name="calls">How many calls a round sends one a message.</param>
    /// <param name="batches">How many messages with many calls a round sends.</param>
    /// <param name="callsInBatch">How many calls each of those holds.</param>
    /// <param name="rounds">How many rounds.</param>
    /// <param name="cancellationToken">Ends it; no process is left running.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public Task<CeleryRates> MeasureAsync(
        BrokerAddress address, int workers, int calls, int batches, int callsInBatch, int rounds,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Python.RunScriptAsync<CeleryRates>(
            Script,
            new { experiment = "rates", address = address.WithPassword, workers, calls, batches, calls_in_batch = callsInBatch, rounds },
            cancellationToken: cancellationToken);
    }

    private sealed record Found(string Version);
}

/// <summary>How many calls a second Celery moves.</summary>
/// <param name="OneByOne">One call a message; one number for each round.</param>
/// <param name="Batched">Many calls a message, likewise.</param>
internal sealed record CeleryRates(IReadOnlyList<double> OneByOne, IReadOnlyList<double> Batched)
{
    /// <summary>The median of <see cref="OneByOne"/>.</summary>
    public double OneByOneMedian => OneByOne.Median();

    /// <summary>The median of <see cref="Batched"/>.</summary>
    public double BatchedMedian => Batched.Median();
}
