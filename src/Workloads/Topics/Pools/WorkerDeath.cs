using Workloads.Html;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Processes;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>What is left of a process pool when one of its calls ends its worker.</summary>
/// <param name="Calls">How many calls were to be made.</param>
/// <param name="Arrived">How many results arrived.</param>
/// <param name="Lost">How many calls the pool had taken and lost.</param>
/// <param name="Refused">How many it did not take any more.</param>
/// <param name="TakesMore">Whether it took a call afterwards.</param>
internal sealed record PoolRemains(int Calls, int Arrived, int Lost, int Refused, bool TakesMore);

/// <summary>One of many calls ends its worker, in .NET's pool and in CPython's.</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record WorkerDeath : IDisplayable
{
    /// <param name="dotNet">What is left of .NET's.</param>
    /// <param name="python">What is left of CPython's; null where none was found.</param>
    /// <param name="build">That CPython.</param>
    internal WorkerDeath(PoolRemains dotNet, PoolRemains? python = null, CPython? build = null) =>
        (DotNet, Python, Build) = (dotNet, python, build);

    internal PoolRemains DotNet { get; init; }
    internal PoolRemains? Python { get; init; }
    internal CPython? Build { get; init; }

    /// <summary>Tries it with a call that overflows the stack, and in CPython with one that ends its process.</summary>
    /// <param name="calls">How many calls: 1 to 100,000.</param>
    /// <param name="workers">How many workers each pool has: 1 to 256.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<WorkerDeath> CompareAsync(int calls = 200, int workers = 2, CancellationToken cancellationToken = default)
    {
        if (calls is < 1 or > 100_000)
            throw new ArgumentOutOfRangeException(nameof(calls), calls, "From 1 to 100,000 calls are made.");
        long[] sizes = new long[calls];
        sizes[calls / 2] = 1; // only this one does harm
        ProcessPool pool = await ProcessPool.StartAsync(new ProcessPoolOptions { Workers = workers, MaxReruns = 1, AllowFaults = true },
            cancellationToken).ConfigureAwait(false);
        PoolRemains ours;
        await using (pool.ConfigureAwait(false))
        {
            CallOutcome[] outcomes = await pool.MapAsync(new Calls(Faults.StackOverflow, sizes), cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            int arrived = outcomes.Count(outcome => outcome.Succeeded);
            ours = new(calls, arrived, calls - arrived, 0, await pool.CallAsync(Workload.Nothing, 1, cancellationToken: cancellationToken)
                .ConfigureAwait(false) == 1);
        }

        return (await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest is { } build
            ? new(ours, await new PythonExperiment<PoolRemains>("pools", "broken").RunAsync(build,
                new { calls, deadly = calls / 2, workers }, cancellationToken: cancellationToken).ConfigureAwait(false), build)
            : new(ours);
    }

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private Table ToTable()
    {
        (string Pool, PoolRemains Left)[] rows = [(InBoth.Runtime, DotNet), .. Python is null ? Array.Empty<(string, PoolRemains)>()
            : [(Build!.Name, Python)]];
        return Table.Of(
            "", rows, ("pool of", row => row.Pool), ("calls", row => row.Left.Calls), ("results", row => row.Left.Arrived),
            ("lost", row => row.Left.Lost), ("refused", row => row.Left.Refused), ("takes more calls", row => row.Left.TakesMore))
                with { Caption = Python is null ? InBoth.NoPython : "" };
    }
}
