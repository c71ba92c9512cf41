using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>References counted in every way, by one thread and by several (D3); and by CPython's own threads, under their lock.</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record ReferenceRaces : IDisplayable
{
    /// <param name="races">.NET's.</param>
    /// <param name="pythons">Each CPython: references taken and dropped by two threads, and what the object's count was off by
    /// afterwards.</param>
    internal ReferenceRaces(IReadOnlyList<ReferenceRace> races, IReadOnlyList<(string Runtime, long Pairs, long Off)> pythons) =>
        (Races, Pythons) = (races, pythons);

    internal IReadOnlyList<ReferenceRace> Races { get; init; }
    internal IReadOnlyList<(string Runtime, long Pairs, long Off)> Pythons { get; init; }

    /// <summary>Runs the race for every kind, first with one thread and then with several, and beside it the newest CPython.</summary>
    /// <param name="threads">From 2 to <see cref="Race.MaxThreads"/>; the owner is one of them.</param>
    /// <param name="objects">How many objects: 1 or more.</param>
    /// <param name="pairs">How often each thread takes and drops a reference to each object: 1 or more.</param>
    /// <param name="cancellationToken">Ends it; no thread and no process is left running.</param>
    /// <exception cref="PythonFailedException">A script failed, or did not answer in time.</exception>
    public static async Task<ReferenceRaces> MeasureAsync(int threads, int objects, int pairs,
        CancellationToken cancellationToken = default)
    {
        if (threads < 2)
            throw new ArgumentOutOfRangeException(nameof(threads), threads, "References race when 2 threads or more take them.");
        ReferenceRace[] races = await Task.Run(
            () => (from count in (int[])[1, threads] from make in ReferenceCount.All
                select ReferenceRace.Run(make, count, objects, pairs, cancellationToken)).ToArray(),
            cancellationToken).ConfigureAwait(false);
        var pythons = new List<(string, long, long)>();
        foreach (CPython build in await Peers.NewestAsync(cancellationToken).ConfigureAwait(false))
        {
            PythonReferences found =
                await RaceExperiments.References.RunAsync(build, new { threads }, cancellationToken: cancellationToken)
                    .ConfigureAwait(false);
            pythons.Add((build.Name, found.Pairs, found.Off));
        }

        return new(races, pythons);
    }

    /// <summary>
    /// D3: without a lock the plain count goes wrong. No CPython counts without one, so that there the claim cannot be tried.
    /// </summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (claim.Id != "D3")
            throw new ArgumentException($"Reference counts judge D3, and not {claim.Id}.", nameof(claim));
        ReferenceRace wrong = Races.Where(race => race.Kind == PlainReferenceCount.Kind).MaxBy(race => race.Threads)!;
        string? luck = wrong.FreedEarly + wrong.Leaked > 0 ? null
            : "that may be luck, or a machine with one core. Run it again with more objects.";
        return new(claim, Verdicts.Of(
            Peers.Net,
            Expectation.Counted(
                Invariant($"of {wrong.Objects:N0} objects whose references {wrong.Threads} threads counted plainly {{0}} leaked or were freed early"), wrong.FreedEarly + wrong.Leaked) with
            {
                Name = "leaked or freed early", AtLeast = 1, Doubt = luck,
            }))
        {
            LeftOut = Pythons.Count == 0 ? "No CPython was found." : string.Join(' ', Pythons.Select(python =>
                Invariant($"{python.Runtime} cannot count without its protection: after {python.Pairs:N0} references taken and dropped by threads its count is off by {python.Off:N0}."))),
        };
    }

    /// <summary>What became of the objects, and what counting costs.</summary>
    public Table ToTable() => Table.Of(
        "",
        Races,
        ("counts", race => race.Kind),
        ("threads", race => race.Threads),
        ("objects", race => race.Objects),
        ("freed early", race => race.FreedEarly),
        ("leaked", race => race.Leaked),
        ("a take and a drop, per thread", race => race.NanosecondsPerPair / 1e9)).In("a take and a drop, per thread", Unit.Seconds);

    /// <summary>What a take and a drop cost each thread.</summary>
    public Figure ToFigure() => new(Invariant($"A take and a drop on each of {Races.Max(race => race.Threads)} threads: ")
        + string.Join(", ", Races.Where(race => race.Threads == Races.Max(other => other.Threads))
            .Select(race => $"{race.Kind} {Say.Time(race.NanosecondsPerPair / 1e9)}")))
    {
        Subtitle = "Time for each thread, by how references are counted",
        Caption = MachineFacts.Current.Summary,
        X = new("how"),
        Y = Axis.LogTime("time"),
        BarsAcross = true,
        Series = [.. Races.GroupBy(race => race.Threads)
            .Select(group => new Bars(group.Key == 1 ? "one thread" : Invariant($"{group.Key} threads"),
                group.Select(race => (race.Kind, race.NanosecondsPerPair / 1e9))))],
    };

    /// <inheritdoc/>
    public string ToHtml() => new Stack(ToTable(), ToFigure()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();
}
