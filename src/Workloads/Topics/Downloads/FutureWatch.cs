using Workloads.Html;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// Futures watched from their making to their end, and the block of the pool that makes them, in .NET and in CPython (C3, C4).
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class FutureWatch : IDisplayable
{
    private static readonly PythonExperiment<Seen> There = new(PythonDownloads.Script, "futures");

    private readonly IReadOnlyList<(string Runtime, Seen Seen)> _seen;

    internal FutureWatch(params IReadOnlyList<(string Runtime, Seen Seen)> seen) => _seen = seen;

    /// <summary>Watches in this process and in the newest CPython.</summary>
    /// <param name="cancellationToken">Ends CPython's script.</param>
    public static async Task<FutureWatch> RunAsync(CancellationToken cancellationToken = default)
    {
        var lives = new List<FutureLife>();
        foreach (FutureEnding ending in Enum.GetValues<FutureEnding>())
            lives.Add(await FutureLife.WatchAsync(ending).ConfigureAwait(false));
        var ours = (InBoth.Runtime, new Seen(lives, await ExecutorBlock.RunAsync().ConfigureAwait(false)));
        return (await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest is { } build
            ? new(ours, (build.Name,
                await There.RunAsync(build, new { workers = ExecutorBlock.Workers, calls = ExecutorBlock.Calls },
                    cancellationToken: cancellationToken).ConfigureAwait(false)))
            : new(ours);
    }

    /// <summary>Judges C3 (the executor as a context manager) or C4 (what a future stands for).</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim)
    {
        Func<Seen, Expectation[]> expected = claim?.Id switch
        {
            "C3" => HidesItsWorkers,
            "C4" => StandsForACallCarriedOutLater,
            _ => throw WrongClaim.Of(claim!, "C3 and C4"),
        };
        string easier = claim.Id == "C3" ? "Whether it is also much easier is for the reader to say, who has both programs before them. "
            : "";
        return new(claim, [.. _seen.Select(one => Verdicts.Of(one.Runtime, expected(one.Seen)))])
        {
            LeftOut = (easier + (_seen.Count == 1 ? InBoth.NoPython : "")).Trim(),
        };
    }

    /// <inheritdoc/>
    public string ToHtml() => new Stack([.. Tables()]).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => string.Join("\n\n", Tables());

    private IEnumerable<Table> Tables() => _seen.Select(one => Table.Of(
        $"Futures in {one.Runtime}",
        one.Seen.Lives,
        ("was to end by", life => life.Ending),
        ("was", life => string.Join(" → ", life.Moments.Select(moment => $"{moment.State} ({moment.Event})"))),
        ("callbacks ran as", life => string.Join(", ", life.Callbacks))));

    private static Expectation[] HidesItsWorkers(Seen seen) =>
    [
        Expectation.Counted(Invariant($"of {seen.Block.Submitted} calls {{0}} had not ended when the block was left"), seen.Block.NotEnded)
            with { Name = "calls not ended", AtMost = 0 },
        Expectation.Counted("threads of the pool that were still alive: {0}", seen.Block.ThreadsLeft)
            with { Name = "threads left", AtMost = 0 },
        Expectation.Counted(
            "running calls that cancelling stopped: {0} of 1, where the event or the token of a thread of one's own would have",
            seen.Block.Stopped) with { Name = "running calls stopped", AtMost = 0 },
    ];

    private static Expectation[] StandsForACallCarriedOutLater(Seen seen) =>
    [
        Expectation.Counted(Invariant($"of {seen.Lives.Count} calls {{0}} had begun when their futures were handed out"),
            seen.Lives.Count(life => life.RanWhenSubmitted)) with { Name = "begun at once", AtMost = 0 },
        Expectation.Counted("mapping handed out {0} futures", seen.Block.FuturesFromMap) with { Name = "futures from map", AtMost = 0 },
        Expectation.Counted(Invariant($"submitting {seen.Block.Submitted} calls handed out {{0}}"), seen.Block.FuturesFromSubmit)
            with { Name = "futures from submit", AtLeast = seen.Block.Submitted },
    ];

    /// <summary>What was seen in one runtime.</summary>
    internal sealed record Seen(IReadOnlyList<FutureLife> Lives, ExecutorBlock Block);
}
