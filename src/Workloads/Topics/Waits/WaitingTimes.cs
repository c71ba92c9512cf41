using Workloads.Html;
using Workloads.Measuring;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>The same number of waits on one thread, and with a thread for each, in turns, in .NET and in CPython (D8).</summary>
/// <param name="Times">What each way took.</param>
/// <param name="Waits">How many at once.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record WaitingTimes(InBoth Times, int Waits) : IDisplayable
{
    internal const string OneThread = "tasks on one thread", ThreadEach = "a thread for each";

    /// <summary>Measures.</summary>
    /// <param name="waits">How many at once: from 1 to as many threads as this machine lets one process have.</param>
    /// <param name="wait">How long each waits, up to <see cref="WaitingCurves.MaxWait"/>; 100 ms when left out.</param>
    /// <param name="rounds">Rounds that count: 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<WaitingTimes> MeasureAsync(int waits, TimeSpan? wait = null, int rounds = InTurns.MinRounds,
        CancellationToken cancellationToken = default)
    {
        TimeSpan time = WaitingCurves.CheckWait(wait ?? TimeSpan.FromMilliseconds(100));
        ThreadLimit limit = ThreadLimit.Find();
        if (waits < 1 || waits > limit.Threads)
            throw new ArgumentOutOfRangeException(nameof(waits), waits,
                Invariant($"From 1 to {limit.Threads:N0} threads can be compared on this machine, by {limit.Reason}."));
        Way Of(string name, WaitingWay way) => Way.Timed(name, token => Task.Factory.StartNew(
            () => ManyWaits.Measure(way, waits, time, weigh: false), token, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        var ours = new InTurns
        {
            Ways = [Of(ThreadEach, WaitingWay.Threads), Of(OneThread, WaitingWay.EventLoop)],
            MaxRounds = rounds,
            Time = InTurns.LongTime,
            Decides = static turns => [turns.Compare(OneThread, ThreadEach).AtMost(0.85)]
        };
        object arguments = new { names = new[] { OneThread, ThreadEach }, count = waits, milliseconds = time.TotalMilliseconds, rounds };
        return new(await InBoth.MeasureAsync(ours, PythonWaits.Script, "times", arguments, cancellationToken).ConfigureAwait(false), waits);
    }

    /// <summary>Judges D8: that one thread is the better choice, in time and in memory.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="curves">What both take in memory, with as many waits.</param>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim, WaitingCurves curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        return claim?.Id == "D8"
            ? Times.Judge(claim, turns => Expected(turns, curves, python: false), turns => Expected(turns, curves, python: true))
            : throw WrongClaim.Of(claim!, "D8");
    }

    /// <inheritdoc/>
    public string ToHtml() => Times.ToHtml();

    /// <inheritdoc/>
    public override string ToString() => Times.ToString();

    private Expectation[] Expected(Turns turns, WaitingCurves curves, bool python)
    {
        Expectation time = turns.Compare(OneThread, ThreadEach).AtMost(0.85);
        return [time with { Sentence = Invariant($"{Waits:N0} {time.Sentence}") }, curves.Dearer(WaitingWay.EventLoop, python, Waits)];
    }
}
