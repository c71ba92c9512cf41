using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>Requests that wait by blocking the threads which were to wake them, and the cures, in .NET and in CPython (D11).</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class Starvation : IDisplayable
{
    private readonly IReadOnlyList<(string Runtime, StarvationRun Run)> _runs;

    internal Starvation(params IReadOnlyList<(string Runtime, StarvationRun Run)> runs) => _runs = runs;

    /// <summary>Lets requests come at once, with no cure and with each, in child processes.</summary>
    /// <param name="requests">From 1 to 1,000.</param>
    /// <param name="answer">How long the answer to each takes, from 1 ms to 10 s.</param>
    /// <param name="patience">After how long a run that has not ended is given up, up to a minute; 2 s when left out.</param>
    /// <param name="cancellationToken">Ends the child.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the child has ended.</exception>
    public static async Task<Starvation> RunAsync(int requests, TimeSpan answer, TimeSpan? patience = null,
        CancellationToken cancellationToken = default)
    {
        TimeSpan limit = patience ?? TimeSpan.FromSeconds(2);
        if (requests is < 1 or > StarvationRun.MaxRequests)
            throw new ArgumentOutOfRangeException(nameof(requests), requests,
                Invariant($"From 1 to {StarvationRun.MaxRequests:N0} requests come at once."));
        if (answer < TimeSpan.FromMilliseconds(1) || answer > TimeSpan.FromSeconds(10))
            throw new ArgumentOutOfRangeException(nameof(answer), answer, "An answer takes from 1 ms to 10 s.");
        if (limit < answer || limit > TimeSpan.FromMinutes(1))
            throw new ArgumentOutOfRangeException(nameof(patience), patience,
                "Who waits gives up after as long as one answer takes, or later, and within a minute.");

        CPython? build = (await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest;
        var runs = new List<(string, StarvationRun)>();
        foreach (StarvationCure cure in Enum.GetValues<StarvationCure>())
            runs.Add((InBoth.Runtime,
                await StarvationRun.HereAsync(cure, requests, answer, limit, cancellationToken).ConfigureAwait(false)));
        foreach (StarvationCure cure in build is null ? [] : Enum.GetValues<StarvationCure>())
            runs.Add((build!.Name,
                await StarvationRun.ThereAsync(build, cure, requests, answer, limit, cancellationToken).ConfigureAwait(false)));
        return new(runs);
    }

    /// <inheritdoc/>
    public string ToHtml() =>
        new Stack([.. _runs.GroupBy(one => one.Runtime).Select(side => ToFigure(side.Key, [.. side.Select(one => one.Run)])),
            ToTable()]).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private static Figure ToFigure(string runtime, IReadOnlyList<StarvationRun> runs) => new(
        $"{runtime}: {string.Join("; ", new[] { runs[0], runs.MinBy(run => run.HasEnded ? run.Elapsed : TimeSpan.MaxValue)! }.Distinct().Select(Told))}")
    {
        Subtitle = "Requests that have ended",
        X = Axis.Time("time since the requests came"),
        Y = new("requests") { FromZero = true },
        Series = [.. runs.Select(
            run => Line.Of(StarvationRun.InWords(run.Cure), run.Samples, sample => sample.At.TotalSeconds, sample => sample.Done)
            with { Steps = true })],
    };

    private static string Told(StarvationRun run) => $"{StarvationRun.InWords(run.Cure)}, "
        + (run.HasEnded ? $"all had ended after {Say.Time(run.Elapsed)}"
            : Invariant($"{run.Samples[^1].Done} of {run.Requests} had ended when given up after {Say.Time(run.Elapsed)}"));

    private Table ToTable() => Table.Of(
        "",
        _runs,
        ("runtime", one => one.Runtime),
        ("requests wait by", one => StarvationRun.InWords(one.Run.Cure)),
        ("requests", one => one.Run.Requests),
        ("one answer takes", one => one.Run.Wait),
        ("all had ended after",
            one => one.Run.HasEnded ? one.Run.Elapsed
            : Invariant($"{one.Run.Samples[^1].Done} had, when given up after {Unit.Seconds.Format(one.Run.Elapsed.TotalSeconds)}")),
        ("of one wait", one => one.Run.HasEnded ? one.Run.Elapsed / one.Run.Wait : null),
        ("most threads", one => one.Run.MostThreads)).In("of one wait", Unit.Ratio);
}
