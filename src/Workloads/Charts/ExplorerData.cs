using System.Globalization;
using System.Text;

namespace Workloads.Charts;

/// <summary>What a map shows: its rows in the order of its axes, the fastest of each cell, the cell that is chosen at first.</summary>
internal sealed class ExplorerData
{
    private readonly Dictionary<(string Runtime, string Model, long Size, int Callers), ExplorerRow> _rows;
    private readonly Dictionary<(string Runtime, string Model, long Size, int Callers), ExplorerRow> _previous;

    public ExplorerData(ExplorerMap map)
    {
        Map = map;
        ExplorerRow[] rows = [.. map.Rows.Where(row => double.IsFinite(row.Ratio) && row.Ratio > 0)];
        _rows = ByPlace(rows);
        _previous = ByPlace(map.Previous.Where(row => double.IsFinite(row.Ratio) && row.Ratio > 0));
        Runtimes = [.. rows.Select(row => row.Runtime).Distinct(StringComparer.Ordinal)];
        Models = [.. rows.Select(row => row.Model).Distinct(StringComparer.Ordinal)];
        Sizes = [.. rows.Select(row => row.Size).Distinct().Order()];
        Callers = [.. rows.Select(row => row.Callers).Distinct().Order()];
        int next = 0;
        int[] free = [.. LookGiver.ByPlace.Where(colour => !Models.Any(model => Palette.Of(model) == colour))];
        Colours = [.. Models.Select(model => Palette.Of(model) ?? free[next++ % Math.Max(1, free.Length)])];
        Front = [.. Cells().SelectMany(cell => Ranked(cell.Runtime, cell.Size, cell.Callers).Take(1))
            .GroupBy(row => row.Model, StringComparer.Ordinal).OrderByDescending(group => group.Count()).Take(5)
                .Select(group => group.Key)];
        Chosen = Cells()
            .Select(cell => (cell, Ranked: Ranked(cell.Runtime, cell.Size, cell.Callers)))
            .Where(one => one.Ranked.Count > 0 && one.cell.Runtime == Runtimes[0])
            .OrderBy(one => IsOpen(one.Ranked)).ThenByDescending(one => one.Ranked[0].Ratio)
            .Select(one => (Array.IndexOf([.. Sizes], one.cell.Size), Array.IndexOf([.. Callers], one.cell.Callers))).FirstOrDefault();
    }

    public ExplorerMap Map { get; }

    public IReadOnlyList<string> Runtimes { get; }

    public IReadOnlyList<string> Models { get; }

    public IReadOnlyList<long> Sizes { get; }

    public IReadOnlyList<int> Callers { get; }

    /// <summary>Each model's number in the palette.</summary>
    public IReadOnlyList<int> Colours { get; }

    /// <summary>The models that are the fastest somewhere, five at most: their curves keep their colours.</summary>
    public HashSet<string> Front { get; }

    /// <summary>The indexes of the size and of the callers that are chosen at first: where the most is gained for certain.</summary>
    public (int Size, int Callers) Chosen { get; }

    public bool HasPrevious => _previous.Count > 0;

    /// <summary>The ends of the axis of speed-ups, as powers of two.</summary>
    public (double Low, double High) Powers => (-5, Map.Cores is { } cores
        ? Math.Log2(2 * Math.Max(1, cores))
        : Math.Max(1, Math.Ceiling(Math.Log2(_rows.Values.Select(row => row.Ratio).DefaultIfEmpty(2).Max()))));

    public ExplorerRow? Find(string runtime, string model, long size, int callers) => Find(_rows, (runtime, model, size, callers));

    public ExplorerRow? FindPrevious(string runtime, string model, long size, int callers) =>
        Find(_previous, (runtime, model, size, callers));

    /// <summary>The models of a cell, the fastest first.</summary>
    public IReadOnlyList<ExplorerRow> Ranked(string runtime, long size, int callers) =>
        [.. Models.Select(model => Find(runtime, model, size, callers)).OfType<ExplorerRow>().OrderByDescending(row => row.Ratio)];

    /// <summary>Whether it stays open which of a cell's models is the fastest, since the intervals of the first two overlap.</summary>
    public static bool IsOpen(IReadOnlyList<ExplorerRow> ranked) => ranked.Count > 1 && ranked[0].Low <= ranked[1].High;

    public string Call(long size, int callers) => string.Create(CultureInfo.InvariantCulture, $"{Map.Workload}({size}) × {callers:N0}");

    /// <summary>What one cell says, in every runtime; a script says the same in the same words.</summary>
    public string Sentence(long size, int callers)
    {
        var text = new StringBuilder(Call(size, callers)).Append(Runtimes.Count > 1 ? "." : ":");
        double? first = null;
        foreach (string runtime in Runtimes)
        {
            IReadOnlyList<ExplorerRow> ranked = Ranked(runtime, size, callers);
            if (ranked.Count == 0)
                continue;
            ExplorerRow best = ranked[0];
            text.Append(Runtimes.Count > 1 ? $" On {runtime} " : " ").Append(best.Model).Append(" is ")
                .Append(IsOpen(ranked) ? "ahead" : "the fastest")
                .Append(best is { Low: 1, High: 1 } ? ""
                    : $", {Unit.Ratio.Format(best.Ratio)} {Map.Baseline} ({Unit.Ratio.Format(best.Low)} to {Unit.Ratio.Format(best.High)})")
                .Append(CultureInfo.InvariantCulture, $", in {Unit.Seconds.Format(best.Seconds)}");
            if (first is { } other)
                text.Append(CultureInfo.InvariantCulture, $", {Unit.Ratio.Format(best.Seconds / other)} as long");
            if (ranked.Count > 1)
                text.Append(CultureInfo.InvariantCulture,
                    $"; {ranked[1].Model} {Unit.Ratio.Format(ranked[1].Ratio)}{(IsOpen(ranked) ? ", the intervals overlap" : "")}");
            text.Append('.');
            if (HasPrevious && Models.Select(model => FindPrevious(runtime, model, size, callers)).OfType<ExplorerRow>()
                .OrderByDescending(row => row.Ratio).Take(1).ToArray() is [var before])
                text.Append(CultureInfo.InvariantCulture, $" Last run: {before.Model}, {Unit.Ratio.Format(before.Ratio)}.");
            first ??= best.Seconds;
        }

        return text.ToString();
    }

    public override string ToString()
    {
        IEnumerable<string> lines = Runtimes.Select(runtime => $"{runtime}\n" + string.Join('\n', Callers.Reverse().Select(callers =>
            Invariant($"  {callers,9:N0}  ")
                + string.Join("  ", Sizes.Select(size => Ranked(runtime, size, callers) is [var best, ..] ranked
                ? Invariant($"{size}: {best.Model} {Unit.Ratio.Format(best.Ratio, 2)}{(IsOpen(ranked) ? " ?" : "")}")
                : Invariant($"{size}: –"))))));
        return string.Join('\n', new[] { Map.Title, Map.Subtitle }.Concat(lines).Append(Map.Caption).Where(line => line.Length > 0));
    }

    private static Dictionary<(string Runtime, string Model, long Size, int Callers), ExplorerRow> ByPlace(IEnumerable<ExplorerRow> rows)
    {
        var byPlace = new Dictionary<(string, string, long, int), ExplorerRow>();
        foreach (ExplorerRow row in rows)
        {
            byPlace[(row.Runtime, row.Model, row.Size, row.Callers)] = row with
            {
                // The drawing, the sentence and the script show one number.
                Ratio = Three(row.Ratio),
                Low = Three(Math.Min(row.Low, row.Ratio)),
                High = Three(Math.Max(row.High, row.Ratio)),
                Seconds = Three(row.Seconds),
            };
        }

        return byPlace;
    }

    private static double Three(double value) =>
        double.IsFinite(value) ? double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : 0;

    private static ExplorerRow? Find(Dictionary<(string, string, long, int), ExplorerRow> rows, (string, string, long, int) place) =>
        rows.TryGetValue(place, out ExplorerRow row) ? row : null;

    private IEnumerable<(string Runtime, long Size, int Callers)> Cells() =>
        from runtime in Runtimes from size in Sizes from callers in Callers select (runtime, size, callers);
}
