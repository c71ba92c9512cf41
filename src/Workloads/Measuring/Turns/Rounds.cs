namespace Workloads.Measuring;

/// <summary>
/// The engine under all that is measured in turns: rounds in which several ways have one turn each, in an order that moves on by one,
/// and what each took by then. A round may leave out ways of which enough is known.
/// </summary>
/// <param name="ways">The ways. One that measures NaN has failed, and has no number in that round.</param>
internal sealed class Rounds(IReadOnlyList<Way> ways)
{
    private readonly List<(int Round, double Value)>[] _values = [.. ways.Select(_ => new List<(int, double)>())];

    /// <summary>The ways.</summary>
    public IReadOnlyList<Way> Ways => ways;

    /// <summary>How many rounds were begun.</summary>
    public int Taken { get; private set; }

    /// <summary>Takes one round.</summary>
    /// <param name="only">The numbers of the ways that take part; all when left out.</param>
    /// <param name="progress">Told whose turn it is.</param>
    /// <param name="cancellationToken">Ends it between two turns; those that a way has had count.</param>
    public async Task TakeAsync(IReadOnlyList<int>? only = null, IProgress<string>? progress = null,
        CancellationToken cancellationToken = default)
    {
        int round = Taken++, turns = only?.Count ?? ways.Count;
        for (int turn = 0; turn < turns; turn++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int next = (turn + round) % turns, way = only?[next] ?? next;
            progress?.Report(Invariant($"{ways[way].Name}, round {round + 1}"));
            double value = await ways[way].MeasureAsync(cancellationToken).ConfigureAwait(false);
            if (!double.IsNaN(value))
                _values[way].Add((round, value));
        }
    }

    /// <summary>How a way compares with another, by the rounds in which both had a turn.</summary>
    public Comparison Compare(int way, int than, string? disturbance = null) =>
        Comparison.Of(ways[way].Name, ways[than].Name, _values[way], _values[than], disturbance);

    /// <summary>All rounds of ways that took part in every one.</summary>
    public Turns ToTurns(string? disturbance = null) =>
        new([.. ways.Select(way => way.Name)], [.. _values.Select(row => (IReadOnlyList<double>)[.. row.Select(pair => pair.Value)])],
            disturbance);
}
