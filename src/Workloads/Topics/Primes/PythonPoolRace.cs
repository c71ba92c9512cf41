using Workloads.Html;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>What the collector of a CPython's homegrown pool got, by how it knew that everything had come (B12).</summary>
/// <param name="Jobs">How many results there were to be.</param>
/// <param name="Swallowed">How many it took when each worker counted itself done as it swallowed its pill.</param>
/// <param name="Returned">How many when each worker sent its pill back behind its results.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record PythonPoolRace(int Jobs, int Swallowed, int Returned) : IDisplayable
{
    private string _runtime = "";

    /// <summary>
    /// Lets threads take jobs from a queue until each gets a poison pill, and a slow collector take their results, in both ways.
    /// </summary>
    /// <param name="jobs">How many jobs: 0 or more.</param>
    /// <param name="workers">How many threads: 1 or more.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <returns>A table, or a line that says that no CPython was found.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<IDisplayable> ShowAsync(int jobs = 20, int workers = 3, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(jobs);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        return (await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest is { } build
            ? await RunAsync(build, jobs, workers, cancellationToken).ConfigureAwait(false)
            : Callout.LeftOut(InBoth.NoPython);
    }

    internal static async Task<PythonPoolRace> RunAsync(CPython build, int jobs, int workers, CancellationToken cancellationToken)
    {
        PythonPoolRace race = await new PythonExperiment<PythonPoolRace>("primes", "race").RunAsync(build, new { jobs, workers },
            cancellationToken: cancellationToken).ConfigureAwait(false);
        return race with { _runtime = build.Name };
    }

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private Table ToTable() => Table.Of(
        _runtime,
        new (string End, int Collected)[] { ("when the pills are swallowed", Swallowed), ("when the pills are back", Returned) },
        ("the collector stops", row => row.End),
        ("results collected", row => row.Collected),
        ("lost", row => Jobs - row.Collected));
}
