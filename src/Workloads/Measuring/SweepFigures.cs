using Workloads.Charts;
using Workloads.Python;

namespace Workloads.Measuring;

/// <summary>The figures of a sweep.</summary>
public static class SweepFigures
{
    /// <summary>How the time grows with the size, for each model: medians with their quartiles, the documents' figures dashed (A8).</summary>
    /// <param name="result">The sweep.</param>
    /// <param name="callers">For how many callers; the most when left out.</param>
    /// <exception cref="ArgumentException">Nothing was measured with so many callers.</exception>
    public static Figure TimeBySize(this SweepResult result, int? callers = null)
    {
        int chosen = Chosen(result, result.Callers, callers, "callers");
        return Times(result, result.Summaries.Where(point => point.Callers == chosen), point => point.Size) with
        {
            Title = $"Time of {Calls(chosen)} by size",
            Subtitle = Subtitle(result),
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
            Title = $"Time by callers, {string.Join(", ", result.Workloads)}({chosen})",
            Subtitle = Subtitle(result),
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
        return new Figure($"Time per call, {string.Join(", ", result.Workloads)}({chosenSize})")
        {
            Subtitle = $"{Calls([.. points.Select(point => point.Callers)])}, {char.ToLowerInvariant(Subtitle(result)[0])}{Subtitle(result)[1..]}",
            Caption = result.Machine.Summary,
            X = new("model"),
            Y = Axis.LogTime("time per call"),
            BarsAcross = true,
            Series = [.. points.GroupBy(point => point.Runtime, StringComparer.Ordinal).Select((runtime, index) => new Bars(
                runtime.Key,
                runtime.Select(point => point.Model),
                runtime.Select(point => point.TimePerCall),
                runtime.Select(point => point.LowerQuartile / point.Callers),
                runtime.Select(point => point.UpperQuartile / point.Callers)) { Quoted = IsQuoted(runtime.Key) })],
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
        var colours = Colours(result);
        var speedUps = result.SpeedUps(baseline).Where(one => one.Point.Callers == chosen && !string.Equals(one.Point.Model, baseline, StringComparison.OrdinalIgnoreCase));
        return new Figure($"Speed-up over {baseline} by size")
        {
            Subtitle = $"{Calls(chosen)}, ratio of medians with the range that the quartiles allow",
            Caption = result.Machine.Summary,
            X = new($"size of {string.Join(", ", result.Workloads)}"),
            Y = Axis.Log("speed-up", Unit.Ratio),
            Series = [.. speedUps.GroupBy(one => (one.Point.Runtime, one.Point.Model)).Select(group => Line.Of(
                Name(result, group.Key.Runtime, group.Key.Model),
                group.OrderBy(one => one.Point.Size),
                one => one.Point.Size,
                one => one.Ratio,
                one => one.Low,
                one => one.High) with { Quoted = IsQuoted(group.Key.Runtime), Colour = colours[group.Key.Model] })],
            Lines = result.Machine.UsableCores is > 1 and var cores ? [ReferenceLine.AtY(1, $"as fast as {baseline}"), ReferenceLine.AtY(cores, $"{cores} cores")] : [ReferenceLine.AtY(1, $"as fast as {baseline}")],
        };
    }

    private static Figure Times(SweepResult result, IEnumerable<TimingSummary> points, Func<TimingSummary, double> x)
    {
        var colours = Colours(result);
        return new Figure("")
        {
            Caption = result.Machine.Summary + (result.Runtimes.Any(IsQuoted) ? ". Dashed: the document's own figures, from another machine." : ""),
            Y = Axis.LogTime("time"),
            Series = [.. points.GroupBy(point => (point.Runtime, point.Model)).Select(group => Line.Of(
                Name(result, group.Key.Runtime, group.Key.Model),
                group.OrderBy(x),
                x,
                point => point.Median,
                point => point.LowerQuartile,
                point => point.UpperQuartile) with { Quoted = IsQuoted(group.Key.Runtime), Colour = colours[group.Key.Model] })],
        };
    }

    internal static bool IsQuoted(string runtime) => runtime.StartsWith("document", StringComparison.OrdinalIgnoreCase);

    private static string Calls(IReadOnlyList<int> callers) =>
        callers.Distinct().Count() > 1 ? $"{callers.Min():N0} to {callers.Max():N0} calls" : Calls(callers.Count == 0 ? 0 : callers[0]);

    private static string Calls(int callers) => callers == 1 ? "one call" : $"{callers:N0} calls";

    private static string Subtitle(SweepResult result) => result.Summaries.Count == 0 || result.Summaries.Max(point => point.Count) is 1
        ? "Single runs"
        : $"Medians of {result.Summaries.Max(point => point.Count):N0} runs, with quartiles";

    /// <summary>A model has one colour, whichever runtime ran it, and whether its pool started within the time or before; unless one runtime has both.</summary>
    private static Dictionary<string, int> Colours(SweepResult result)
    {
        var ran = result.Rows.Select(row => (row.Runtime, row.Model)).ToHashSet();
        bool HasBoth(string model, string kept) => ran.Any(one => one.Model == model && ran.Contains((one.Runtime, kept)));
        var colours = new Dictionary<string, int>(StringComparer.Ordinal);
        int next = 0;
        foreach (string model in result.Models)
        {
            string kept = model.Replace(PythonModel.WithStartUp, "", StringComparison.Ordinal);
            colours[model] = kept != model && colours.TryGetValue(kept, out int same) && !HasBoth(model, kept) ? same : next++;
        }

        return colours;
    }

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
            : throw new ArgumentException($"Nothing was measured with {what} {chosen}. There are: {string.Join(", ", measured)}.", what);
    }
}
