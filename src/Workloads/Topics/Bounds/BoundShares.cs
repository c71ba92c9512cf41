using System.Diagnostics;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>For what share of its time each of several calls wants a core, in turns, in .NET and in CPython (D1).</summary>
/// <remarks>
/// A share is the thread's processor time, and the time that it stood ready without a core where the system tells that (Linux), divided
/// by the time that the call took.
/// </remarks>
/// <param name="Shares">The shares, one a round.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record BoundShares(InBoth Shares) : IDisplayable
{
    internal const string Computing = "computing", Timer = "waiting for a timer", Socket = "waiting for a socket",
        Both = "computing, then waiting";

    private static readonly TimeSpan LeastTime = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// Measures four calls: one that computes, one that waits for a timer, one that waits for a socket, and one that does both.
    /// </summary>
    /// <param name="time">How long each takes: from 1 ms to <see cref="SlowPeer.MaxTime"/>.</param>
    /// <param name="computed">The part of its time that the last one computes: from 0 to 1.</param>
    /// <param name="rounds">Rounds that count: 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<BoundShares> MeasureAsync(TimeSpan time, double computed = 0.5, int rounds = InTurns.MinRounds,
        CancellationToken cancellationToken = default)
    {
        Bounds.Checked(time, LeastTime, SlowPeer.MaxTime, nameof(time));
        Bounds.Checked(computed, 0, 1, nameof(computed));
        using var peer = new SlowPeer(time);
        var ours = InRounds(rounds,
            Of(Computing, () => Compute(time)),
            Of(Timer, () => Thread.Sleep(time)),
            Of(Socket, () =>
            {
                peer.Ask();
                peer.Take();
            }),
            Of(Both, () =>
            {
                Compute(computed * time);
                Thread.Sleep((1 - computed) * time);
            }));
        object arguments = new { names = ours.Ways.Select(way => way.Name), seconds = time.TotalSeconds, computed, rounds };
        return new(await InBoth.MeasureAsync(ours, "bounds", "shares", arguments, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Measures a call of the reader's own, on a thread of its own. What it throws comes out.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="call">It waits, where it waits, on the thread that calls it. It should take some milliseconds.</param>
    /// <param name="rounds">Rounds that count: 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it between two calls.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is to be no round.</exception>
    public static async Task<BoundShares> OfAsync(string name, Action call, int rounds = InTurns.MinRounds,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(call);
        return new(new InBoth(await InRounds(rounds, Of(name, call)).RunAsync(cancellationToken).ConfigureAwait(false)));
    }

    /// <summary>A call's bound in .NET.</summary>
    /// <param name="name">The call's name.</param>
    /// <exception cref="ArgumentException">There is no such call.</exception>
    internal Bound Of(string name) => BoundRule.Of(Shares.DotNet.Took(name), Shares.DotNet.Disturbance is not null);

    /// <summary>Judges D1: computing keeps a core busy, and waiting for a timer or a socket hardly wants one.</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => claim?.Id == "D1"
        ? Shares.Judge(claim, shares =>
        [
            Expect(shares, Computing) with { AtLeast = BoundRule.CpuFrom },
            Expect(shares, Timer) with { AtMost = BoundRule.IoUpTo },
            Expect(shares, Socket) with { AtMost = BoundRule.IoUpTo },
        ])
        : throw WrongClaim.Of(claim!, "D1");

    /// <summary>Each call's share in each runtime, and its bound with the reason where it is undecided.</summary>
    public Table ToTable() => Table.Of(
        "",
        Shares.Sides.SelectMany(side => side.Turns.Names.Select(name => (side.Runtime, Name: name, Share: Expect(side.Turns, name)))),
        ("call", row => row.Name),
        ("runtime", row => row.Runtime),
        ("wants a core", row => row.Share.Number),
        ("bound", row => BoundRule.Told(row.Share.Measured, row.Share.Doubt is not null)))
        with { Caption = InBoth.Caption(Shares.Sides.Select(side => side.Turns.Disturbance)) };

    /// <inheritdoc/>
    public string ToHtml() => new Stack(ToFigure(), ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    internal Figure ToFigure() =>
        new($"Wanted a core: {string.Join("; ", Shares.DotNet.Names.Select((name, number) => $"{name} {Say.Percent(Shares.DotNet.Took(name).Value)}{(number == 0 ? " of its time" : "")}"))}")
    {
        Subtitle = "The share of its time in which each call wants a core",
        BarsAcross = true,
        Y = new("share of its time") { Unit = Unit.Percent, FromZero = true },
        Lines = [ReferenceLine.AtY(BoundRule.IoUpTo, "I/O-bound"), ReferenceLine.AtY(BoundRule.CpuFrom, "CPU-bound")],
        Series = [.. Shares.Sides.Select(
            side => InBoth.Bar(side.Runtime, [.. side.Turns.Names.Select(name => (name, side.Turns.Took(name)))]))],
    };

    private static InTurns InRounds(int rounds, params IReadOnlyList<Way> ways) =>
        new() { Ways = ways, MaxRounds = rounds, Time = InTurns.LongTime };

    private static Way Of(string name, Action call) => new(name, token => Task.Factory.StartNew(
        () =>
        {
            TimeSpan before = ProcessorTimes.OfThread();
            long start = Stopwatch.GetTimestamp();
            call();
            TimeSpan wall = Stopwatch.GetElapsedTime(start);
            return Math.Min(1, (ProcessorTimes.OfThread() - before) / wall);
        },
        token, TaskCreationOptions.LongRunning, TaskScheduler.Default));

    private static void Compute(TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time)
            Fibonacci.Of(15);
    }

    private static Expectation Expect(Turns shares, string name) =>
        new($"{name} wants a core for {{0}} of its time", shares.Took(name))
        {
            Name = name,
            Unit = Unit.Percent,
            Doubt = shares.Disturbance
        };
}
