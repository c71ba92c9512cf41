using Workloads.Charts;

namespace Workloads.Measuring;

/// <summary>The figures of a sweep.</summary>
public static partial class SweepViews
{
    /// <summary>The most lines that one drawing holds; with more, each runtime has one of its own beside the others.</summary>
    private const int MostTogether = 5;

    /// <summary>
    /// How the time grows with the size, for each model: medians with their quartiles, the documents' figures dotted (A8).
    /// </summary>
    /// <param name="result">The sweep.</param>
    /// <param name="callers">For how many callers; the most when left out.</param>
    /// <exception cref="ArgumentException">Nothing was measured with so many callers.</exception>
    public static Figure TimeBySize(this SweepResult result, int? callers = null)
    {
        int chosen = Chosen(result, result.Callers, callers, "callers");
        return Times(result, result.Summaries.Where(point => point.Callers == chosen), point => point.Size) with
        {
            Title = result.Sizes.Count == 0 ? "Time by size" : result.Outcome(result.Sizes[^1], chosen),
            Subtitle = $"Time of {Calls(chosen)} by size. {Subtitle(result)}",
            X = new($"size of {string.Join(", ", result.Workloads)}"),
        };
    }

    /// <summary>How the time grows with the number of callers, for each model: medians with their quartiles.</summary>
    /// <param name="result">The sweep.</param>
    /// <param name="size">For which size; the largest when left out.</param>
    /// <exception cref="ArgumentException">Nothing was measured with that size.</exception>
    public static Figure TimeByCallers(this SweepResult result, long? size = null)
    {
        long chosen = Chosen(result, result.Sizes, size, "size");
        return Times(result, result.Summaries.Where(point => point.Size == chosen), point => point.Callers) with
        {
            Title = result.Callers.Count == 0 ? "Time by callers" : result.Outcome(chosen, result.Callers[^1]),
            Subtitle = Invariant($"Time by callers, {string.Join(", ", result.Workloads)}({chosen}). {Subtitle(result)}"),
            X = Axis.Log("callers", Unit.Count),
        };
    }

    /// <summary>What one call costs in each model: the time divided by the number of calls (A9).</summary>
    /// <param name="result">The sweep.</param>
    /// <param name="size">For which size; the smallest when left out.</param>
    /// <param name="callers">For how many callers; the most that each model was measured with when left out.</param>
    /// <exception cref="ArgumentException">There is no such point.</exception>
    public static Figure TimePerCall(this SweepResult result, long? size = null, int? callers = null)
    {
        long chosenSize = size ?? (result.Sizes.Count > 0 ? result.Sizes[0] : 0);
        Chosen(result, result.Sizes, chosenSize, "size");
        if (callers is not null)
            Chosen(result, result.Callers, callers, "callers");
        var points = result.Summaries.Where(point => point.Size == chosenSize && point.Callers == (callers ?? point.Callers))
            .GroupBy(point => (point.Runtime, point.Model)).Select(model => model.MaxBy(point => point.Callers)!).ToList();
        return new Figure(result.CostOfCall(points))
        {
            Subtitle =
                $"Time per call. {Calls([.. points.Select(point => point.Callers)])}, {char.ToLowerInvariant(Subtitle(result)[0])}{Subtitle(result)[1..]}",
            Caption = result.Machine.Summary,
            X = new("model"),
            Y = Axis.LogTime("time per call"),
            BarsAcross = true,
            Series = [.. points.GroupBy(point => point.Runtime, StringComparer.Ordinal).Select((runtime, index) => new Bars(
                runtime.Key,
                runtime.Select(point => point.Model),
                runtime.Select(point => point.TimePerCall),
                runtime.Select(point => point.LowerQuartile / point.Callers),
                runtime.Select(point => point.UpperQuartile / point.Callers)) { Quoted = IsQuoted(runtime.Key), Other = index > 0 })],
        };
    }

    /// <summary>How many times as fast as a baseline each model is, by size.</summary>
    /// <param name="result">The sweep.</param>
    /// <param name="baseline">The model that all are compared with, each within its runtime.</param>
    /// <param name="callers">For how many callers; the most when left out.</param>
    /// <exception cref="ArgumentException">Nothing was measured with so many callers.</exception>
    public static Figure SpeedUpBySize(this SweepResult result, string baseline = "sequential", int? callers = null)
    {
        int chosen = Chosen(result, result.Callers, callers, "callers");
        SpeedUp[] speedUps =
            [.. result.SpeedUps(baseline)
                .Where(one => one.Point.Callers == chosen
                    && !string.Equals(one.Point.Model, baseline, StringComparison.OrdinalIgnoreCase))];
        int? cores = result.Machine.UsableCores;
        return Arranged(result, speedUps.Select(one => (one.Point, one.Ratio, one.Low, one.High)), point => point.Size) with
        {
            Title = result.Sizes.Count == 0 ? $"Speed-up over {baseline} by size" : result.Outcome(result.Sizes[^1], chosen, baseline),
            Subtitle = $"Speed-up over {baseline}, {Calls(chosen)}: median of the repeats' ratios, with its interval of 95 %",
            X = new($"size of {string.Join(", ", result.Workloads)}"),
            Y = Axis.SpeedUp("speed-up", cores),
            Lines = cores is > 1
                ? [ReferenceLine.AtY(1, $"as fast as {baseline}"), ReferenceLine.AtY(cores.Value, Invariant($"{cores} cores"))]
                : [ReferenceLine.AtY(1, $"as fast as {baseline}")],
        };
    }

    private static Figure Times(SweepResult result, IEnumerable<TimingSummary> points, Func<TimingSummary, double> x) =>
        Arranged(result, points.Select(point => (point, point.Median, point.LowerQuartile, point.UpperQuartile)), x)
            with { Y = Axis.LogTime("time") };

    /// <summary>A line for each model, in one drawing or, with many lines, in one for each runtime.</summary>
    private static Figure Arranged(SweepResult result, IEnumerable<(TimingSummary Point, double Y, double Low, double High)> points,
        Func<TimingSummary, double> x)
    {
        var lines = points.GroupBy(one => (one.Point.Runtime, one.Point.Model)).ToArray();
        string[] runtimes = [.. result.Runtimes.Where(runtime => !IsQuoted(runtime))];
        bool parted = runtimes.Length > 1 && lines.Length > MostTogether;
        var winners = Winners(result, runtimes);
        return new Figure("")
        {
            Caption = result.Machine.Summary
                + (result.Runtimes.Any(IsQuoted) ? ". Dotted: the document's own figures, from another machine." : ""),
            Series = [.. lines.Select(line => Line.Of(
                parted && !IsQuoted(line.Key.Runtime) ? line.Key.Model : Name(result, line.Key.Runtime, line.Key.Model),
                line.OrderBy(one => x(one.Point)),
                one => x(one.Point),
                one => one.Y,
                one => one.Low,
                one => one.High) with
            {
                Quoted = IsQuoted(line.Key.Runtime),
                Other = line.Key.Runtime.StartsWith("CPython", StringComparison.Ordinal),
                Colour = Palette.Of(line.Key.Model),
                InFront = winners.Contains(line.Key) ? true : null,
                // The documents' figures are CPython's.
                Panel = !parted ? "" : IsQuoted(line.Key.Runtime) ? runtimes[^1] : line.Key.Runtime,
            })],
        };
    }

    /// <summary>
    /// Of each runtime what the others are compared with, and of the others the one that is the fastest at the most points.
    /// </summary>
    private static HashSet<(string Runtime, string Model)> Winners(SweepResult result, IEnumerable<string> runtimes)
    {
        var winners = new HashSet<(string, string)>();
        foreach (string runtime in runtimes)
        {
            TimingSummary[] points = [.. result.Summaries.Where(point => point.Runtime == runtime)];
            winners.Add((runtime, points[0].Model));
            if (points.Where(point => point.Model != points[0].Model).GroupBy(point => (point.Workload, point.Size, point.Callers))
                .Select(place => place.MinBy(point => point.Median)!.Model).GroupBy(model => model).MaxBy(wins => wins.Count()) is { } most)
                winners.Add((runtime, most.Key));
        }

        return winners;
    }

    internal static bool IsQuoted(string runtime) => runtime.StartsWith("document", StringComparison.OrdinalIgnoreCase);

    private static string Calls(IReadOnlyList<int> callers) =>
        callers.Distinct().Count() > 1 ? Invariant($"{callers.Min():N0} to {callers.Max():N0} calls")
            : Calls(callers.Count == 0 ? 0 : callers[0]);

    private static string Calls(int callers) => callers == 1 ? "one call" : Invariant($"{callers:N0} calls");

    private static string Subtitle(SweepResult result) => result.Summaries.Count == 0 || result.Summaries.Max(point => point.Count) is 1
        ? "Single runs"
        : Invariant($"Medians of {result.Summaries.Max(point => point.Count):N0} runs, with quartiles");

    private static string Name(SweepResult result, string runtime, string model) =>
        result.Runtimes.Count > 1 && !string.Equals(runtime, result.Runtimes[0], StringComparison.Ordinal) ? $"{model} ({runtime})" : model;

    private static T Chosen<T>(SweepResult result, IReadOnlyList<T> measured, T? asked, string what)
        where T : struct
    {
        if (result.Rows.Count == 0)
            return asked ?? default;
        T chosen = asked ?? measured[^1];
        return measured.Contains(chosen)
            ? chosen
            : throw new ArgumentException(
                Invariant($"Nothing was measured with {what} {chosen}. There are: {string.Join(", ", measured)}."), what);
    }
}
