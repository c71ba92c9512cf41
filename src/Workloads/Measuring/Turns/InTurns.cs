using System.Diagnostics;
using Workloads.Show;

namespace Workloads.Measuring;

/// <summary>
/// Measures several ways of doing the same in rounds: in each round every way has one turn, in an order that moves on by one, so that
/// whatever else the machine does hits all of them alike, and each round gives one ratio for each pair of ways.
/// </summary>
/// <remarks>
/// Rounds go on until the intervals of all ratios to the first way are as narrow as asked, the time is spent, or the most rounds are
/// done; and further while they leave undecided what they are to decide (<see cref="Doubts"/>). The first round is a warm-up and does
/// not count.
/// </remarks>
internal sealed record InTurns
{
    /// <summary>
    /// The fewest rounds that decide anything: of six numbers the smallest and the largest enclose the median with 95 %. One disturbed
    /// round spoils that, and leaves a doubt for which there are more rounds.
    /// </summary>
    public const int MinRounds = 6;

    /// <summary>
    /// The time given where the number of rounds is what counts: more than they take on any machine that is not far too slow.
    /// </summary>
    public static readonly TimeSpan LongTime = TimeSpan.FromMinutes(1);

    /// <summary>The ways, at least one, whose names differ; the first is what the others are compared with.</summary>
    public required IReadOnlyList<Way> Ways
    {
        get;
        init => field = value is { Count: > 0 } && value.Select(way => way.Name).Distinct(StringComparer.Ordinal).Count() == value.Count
            ? value
            : throw new ArgumentException("There must be at least one way to measure, and no two of the same name.", nameof(Ways));
    }

    /// <summary>The most rounds, 1 or more; 101 when left out. Fewer than <see cref="MinRounds"/> decide nothing.</summary>
    public int MaxRounds
    {
        get;
        init => field = value >= 1 ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxRounds), value, "There must be one round at least.");
    } = 101;

    /// <summary>
    /// The time given to all rounds together; 3 s when left out. The round in which it is spent, and the fewest rounds, are still finished.
    /// </summary>
    public TimeSpan Time
    {
        get;
        init => field = value >= TimeSpan.Zero ? value
            : throw new ArgumentOutOfRangeException(nameof(Time), value, "The time given cannot be negative.");
    } = TimeSpan.FromSeconds(3);

    /// <summary>How narrow the intervals are to be: half their width as a part of the ratio, above 0; 3 % when left out.</summary>
    public double Precision
    {
        get;
        init => field = value > 0 ? value
            : throw new ArgumentOutOfRangeException(nameof(Precision), Invariant($"{value}"), "The precision is above 0.");
    } = 0.03;

    /// <summary>Rounds before those that count; 1 when left out. A single round has none: it decides nothing anyway.</summary>
    public int WarmUps { get; init =>
        field = value >= 0 ? value
            : throw new ArgumentOutOfRangeException(nameof(WarmUps), value, "There cannot be fewer than no warm-ups."); } = 1;

    /// <summary>Told what is measured now, in words.</summary>
    public IProgress<string>? Progress { get; init; }

    /// <summary>What the rounds are to decide; nothing when left out.</summary>
    internal Func<Turns, IEnumerable<Expectation>>? Decides { get; init; }

    /// <summary>Measures. What a way throws is thrown on.</summary>
    /// <param name="cancellationToken">Ends it, as a notebook's stop button does: what was measured until then is lost.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the cell stopped.</exception>
    public async Task<Turns> RunAsync(CancellationToken cancellationToken = default)
    {
        using CancellationTokenSource stopped = NotebookCancellation.With(cancellationToken);
        string what = Invariant($"{Ways.Count:N0} {(Ways.Count == 1 ? "way" : "ways in turns")}, up to {MaxRounds:N0} rounds");
        using CellBudget.Part budget = CellBudget.Begin(what, Time);
        var warmUps = new Rounds(Ways);
        for (int round = 0; round < WarmUps && MaxRounds > 1; round++)
            await warmUps.TakeAsync(progress: Progress, cancellationToken: stopped.Token).ConfigureAwait(false);

        return await CoresGiven.MeasureAsync(() => MeasureAsync(what, budget, stopped.Token), Decides, cancellationToken: stopped.Token)
            .ConfigureAwait(false);
    }

    private async Task<Turns> MeasureAsync(string what, CellBudget.Part budget, CancellationToken cancellationToken)
    {
        var rounds = new Rounds(Ways);
        var watch = MachineWatch.Start();
        long start = Stopwatch.GetTimestamp();
        int least = Math.Min(MinRounds, MaxRounds);
        while (rounds.Taken < MaxRounds)
        {
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            if (rounds.Taken >= least && (elapsed >= Time || rounds.ToTurns().IsPrecise(Precision)))
                break;
            if (rounds.Taken > 0)
                budget.Report(Invariant($"{what}, {rounds.Taken:N0} done"), Left(elapsed, rounds.Taken, least));
            await TakeAsync().ConfigureAwait(false);
        }

        Turns turns = rounds.ToTurns(watch.Seen());
        for (int begun = rounds.Taken; Doubts.Remain(turns, Decides, begun, start); turns = rounds.ToTurns(watch.Seen()))
        {
            for (int more = rounds.Taken; more > 0; more--)
            {
                budget.Report(Invariant($"Not decided by {turns.Rounds:N0} rounds; as many again"),
                    more * Stopwatch.GetElapsedTime(start) / rounds.Taken);
                await TakeAsync().ConfigureAwait(false);
            }
        }

        return turns;

        Task TakeAsync() => rounds.TakeAsync(progress: Progress, cancellationToken: cancellationToken);
    }

    /// <summary>How long the rounds may still take at most, by those that were taken.</summary>
    private TimeSpan Left(TimeSpan elapsed, int taken, int least)
    {
        TimeSpan round = elapsed / taken, all = round * (MaxRounds - taken);
        return Time - elapsed >= all ? all
            : TimeSpan.FromTicks(Math.Max((Time - elapsed).Ticks, (round * Math.Max(least - taken, 0)).Ticks));
    }
}
