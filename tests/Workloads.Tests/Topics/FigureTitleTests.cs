using AngleSharp.Html.Parser;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

/// <summary>A figure's title says what came out, in the numbers that its table and its verdict have.</summary>
public sealed class FigureTitleTests
{
    private const string Net = "{.NET}";

    private static readonly CPython Python = new("/usr/bin/python3", new(3, 13, 0), GilState.On, IsFreeThreaded: false, null, "a test");

    [Fact]
    public void A_comparison_of_ways_says_how_they_compare()
    {
        Assert.Equal([$"0.25× the time with 4 at once in {Net}; 0.5× in CPython 3.13.0"],
            TitlesOf(new FleetWidths(
                Both([("one at a time", 8), ("2 at once", 4), ("4 at once", 2)],
                    [("one at a time", 8), ("2 at once", 4), ("4 at once", 4)]), [1, 2, 4], 8)));
        Assert.Equal([$"0.5× the time with 0 records a call, 2× with 1,000 in {Net}"],
            TitlesOf(new PayingRecords(Both([("one thread", 1), (PayingRecords.Name(0), 0.5), (PayingRecords.Name(1_000), 2)]), [0, 1_000],
                2, 2)));
        Assert.Equal([$"2 workers answered 2× as many requests as one in {Net}"],
            TitlesOf(new WorkerCounts(Both([(WorkerCounts.Name(1), 1), (WorkerCounts.Name(2), 0.5)]), [1, 2],
                new KilledWorker(100, 3, 0, 1))));
        Assert.Equal([$"By an index 0.1× the time of a scan, from the cache 0.01× that of computing, in {Net}"],
            TitlesOf(new WebPartTimes(
                Both([(WebPartTimes.Hop, 1), (WebPartTimes.Scanned, 10), (WebPartTimes.Indexed, 1), (WebPartTimes.IndexedAmongMore, 1),
                    (WebPartTimes.Computed, 100), (WebPartTimes.Cached, 1), (WebPartTimes.Queued, 1)]))));
        Assert.Equal([$"a process 1 s, a thread 10 ms, a coroutine 1 µs in {Net}"],
            TitlesOf(new StartCosts(
                Both([(StartCosts.ChildProcess, 1), (StartCosts.OwnThread, 0.01), (StartCosts.Coroutine, 1e-6), (StartCosts.ThreadEach, 1),
                    (StartCosts.Loops, 1)]))));
        Assert.Equal(["Wanted a core: computing 99 % of its time; waiting for a timer 1 %"],
            TitlesOf(new BoundShares(Both([(BoundShares.Computing, 0.99), (BoundShares.Timer, 0.01)]))));
        Assert.Equal(["untiered: 0.5×, CPython 3.13.0: 40× the time"],
            TitlesOf(new Runtimes(Rounds((".NET", 1), ("untiered", 0.5), ("CPython 3.13.0", 40)),
                Rounds((".NET", 1), ("untiered", 1), ("CPython 3.13.0", 1)), Rounds((".NET", 1), ("untiered", 1), ("CPython 3.13.0", 1)),
                [], "")));
    }

    [Fact]
    public void Counts_and_times_that_were_seen_stand_in_the_title()
    {
        TimeSpan wait = TimeSpan.FromSeconds(0.1);
        Assert.Equal(["20,000 tasks on the event loop waited in 120 ms, 1,000 threads 300 ms",
            "20,000 tasks on the event loop take each 300 B, 1,000 threads 12 KB"],
            TitlesOf(new WaitingCurves(
                [new("tasks on the event loop", 20_000, wait, wait * 1.2, 6e6), new("threads", 1_000, wait, wait * 3, 12e6)], [],
                MachineFacts.Unknown)));
        Assert.Contains("Undecided: fewer than 500 take too little memory to be told apart",
            TitlesOf(new WaitingCurves([new("threads", 10, wait, wait, 1e5)], [], MachineFacts.Unknown)));
        Assert.Equal(["a test: blocking pool threads, 8 of 9 had ended when given up after 2 s; awaiting, all had ended after 120 ms"],
            TitlesOf(new Starvation(
                ("a test", new(StarvationCure.None, 9, wait, [new(TimeSpan.Zero, 2, 7, 0), new(TimeSpan.FromSeconds(2), 8, 0, 8)])),
                ("a test", new(StarvationCure.AsyncAllTheWay, 9, wait, [new(TimeSpan.Zero, 2, 7, 0), new(wait * 1.2, 8, 0, 9)])))));
        Assert.Equal(["a test: “one” works the most, 50 % of its time"],
            TitlesOf(new PipelineRuns(2,
                ("a test", new([0, 1], [new("one", 1, 8, 2, wait, wait, TimeSpan.Zero, [new(0, 0), new(1_000, 2)])], wait,
                    Failure: null)))));
        Assert.Equal(["A take and a drop on each of 2 threads: plain 3 ns, atomic 60 ns"],
            TitlesOf(new ReferenceRaces([new("plain", 1, 9, 0, 0, 2), new("plain", 2, 9, 1, 0, 3), new("atomic", 2, 9, 0, 0, 60)], [])));
        Assert.Equal(["With 2 threads an update that loses nothing took 50 ns by lock, 2 µs by mutex"],
            TitlesOf(new Cures([new("plain", IsSafe: false, 2, 100, 60, TimeSpan.FromMicroseconds(1), 1),
                new("mutex", IsSafe: true, 2, 100, 100, TimeSpan.FromMicroseconds(200), 1),
                new("lock", IsSafe: true, 2, 100, 100, TimeSpan.FromMicroseconds(5), 1)], [])));
        Assert.Equal(["4 ms with blocks of 1,024, the least; 8 ms with blocks of 64, the most"],
            TitlesOf(new BlockSizes([64, 1_024], Rounds(("blocks of 64", 0.008), ("blocks of 1,024", 0.004)), 4_096)));
        Assert.Equal(["2 threads, in times of one under one lock: 0.98× with one lock, 1.9× with no lock"],
            TitlesOf(new LockScaling("calls",
                [new(LockMode.OneForProcess, 1, new(1, 1, 1)), new(LockMode.OneForProcess, 2, new(0.98, 0.9, 1)),
                    new(LockMode.None, 2, new(1.9, 1.8, 2))])));
        Assert.Equal(["50 % of the datagrams waited for the lock in a test; 0 % in another"],
            TitlesOf(new Datagrams([new("a test", 0, [1e-5, 1e-5]), new("a test", 1, [1e-5, 6e-3]), new("another", 1, [1e-5, 1e-5])])));
        Assert.Equal(["100 with 1 ms, 50 with 5 ms in a test", "2 ms with 1 ms, 6 ms with 5 ms in a test"],
            TitlesOf(new SwitchIntervals([new("a test", 0.001, 100, 0.002), new("a test", 0.005, 50, 0.006)])));
    }

    [Theory]
    [InlineData(8, 9, $"All turned; the longest without a sign: thread in {Net}, 300 ms")]
    [InlineData(8, 1, $"1 of 2 stood still, coroutine in {Net} for 1 s")]
    public void Spinners_are_told_by_who_stood_still(int thread, int coroutine, string title)
    {
        SpinnerRun Spun(string kind, int signs) => new(
            kind, "waits", TimeSpan.FromMilliseconds(100),
            [.. Enumerable.Range(0, signs).Select(sign => new SpinnerFrame(sign, TimeSpan.FromMilliseconds(100 * sign)))], 42,
            TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1),
            new("Task", "made", "started", "ended", "Set", TimeSpan.Zero, "here", "there", "Kill", Failure: null));

        Assert.Equal([title], TitlesOf(new SpinnerComparison([Spun("thread", thread), Spun("coroutine", coroutine)], [])));
    }

    [Fact]
    public void Where_no_round_counted_a_title_says_that_it_is_undecided()
    {
        PriorityWaits.Waits none = new([], []), some = new([0.1, 0.1], [1, 1]);
        PriorityWaits Made(PriorityWaits.Waits waits) =>
            new(new PriorityWaits.Side("a test",
                new Dictionary<string, PriorityWaits.Waits> { [PriorityOrders.LoopQueue] = waits, [PriorityOrders.Threads] = waits }));

        Assert.Equal(["Undecided: no round counted"], TitlesOf(Made(none)));
        Assert.Equal(["Urgent jobs wait 0.1× as long as the others on a loop with a priority queue, 0.1× on threads, in a test"],
            TitlesOf(Made(some)));
    }

    [Fact]
    public void Latencies_are_told_by_the_slowest_in_a_hundred()
    {
        LatencyHistogram due = new(), sent = new();
        for (int request = 0; request < 1_000; request++)
        {
            due.Record(TimeSpan.FromMilliseconds(8));
            sent.Record(TimeSpan.FromMilliseconds(2));
        }

        var load = new LoadReport(new() { Rate = 500 }, TimeSpan.FromSeconds(2), 1_000, 0, null, due, sent);

        Assert.Matches(
            @"^One request in a hundred took longer than [78](\.\d+)? ms from when it was due, and [12](\.\d+)? ms from when it was sent$",
            load.ToBothCounts().Title);
        Assert.Matches(@"^One request in a hundred took longer than [78](\.\d+)? ms at 500 a second$",
            Assert.Single(TitlesOf(new RateCurve([load]))));
    }

    [Theory]
    [InlineData(ProbeVerdict.Faster, ProbeVerdict.Faster, "threads pay from fib(10) on, against sequential")]
    [InlineData(ProbeVerdict.Slower, ProbeVerdict.Faster, "threads pay from fib(20) on, against sequential")]
    [InlineData(ProbeVerdict.Slower, ProbeVerdict.Slower, "threads pay at no size that was compared, against sequential")]
    [InlineData(ProbeVerdict.Slower, ProbeVerdict.Undecided, "Undecided: whether threads pay against sequential")]
    internal void A_crossover_s_title_is_its_outcome(ProbeVerdict small, ProbeVerdict large, string title)
    {
        var found = new CrossoverResult("threads", "sequential", "fib", 100, 10, 20,
            [new(10, 9, 1, 0.9, 1.1, small), new(20, 9, 1, 0.9, 1.1, large)], isComplete: true);

        Assert.Equal(title, found.ToFigure().Title);
    }

    private static InBoth Both((string, double)[] ours, (string, double)[]? theirs = null) =>
        theirs is null ? new(Rounds(ours)) : new(Rounds(ours), Rounds(theirs), Python);

    /// <summary>Rounds that are all the same, so that medians and ratios are round numbers.</summary>
    private static Turns Rounds(params (string Way, double Seconds)[] ways) =>
        new([.. ways.Select(way => way.Way)], [.. ways.Select(way => Enumerable.Repeat(way.Seconds, 9).ToArray())]);

    /// <summary>The titles of all figures that are shown.</summary>
    private static string[] TitlesOf(IDisplayable shown) =>
        [.. new HtmlParser().ParseDocument(shown.ToHtml()).QuerySelectorAll("svg > title")
            .Select(title => title.TextContent.Replace(InBoth.Runtime, Net, StringComparison.Ordinal)).Distinct()];
}
