using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class WebPartTimesTests
{
    private const int TimeLimit = 120_000;

    private static readonly CPython Python = new("/usr/bin/python3", new(3, 13, 0), GilState.On, IsFreeThreaded: false, null, "a test");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0.2, 1, 0.1, 0.1, Ruling.Holds)]
    [InlineData(0.2, 1, 1.5, 0.1, Ruling.HoldsNot)]
    [InlineData(0.2, 9, 0.1, 0.1, Ruling.HoldsNot)]
    [InlineData(0.75, 1, 0.1, 0.1, Ruling.Undecided)]
    internal void Every_part_is_to_save_more_than_the_hop_to_it_costs(double index, double more, double cache, double queue, Ruling ruling)
    {
        Judgement judgement = new WebPartTimes(new(Made(0.2, 1, 0.1, 0.1), Made(index, more, cache, queue), Python)).Judge(Claims.B17);

        Assert.Equal([Ruling.Holds, ruling], judgement.Verdicts.Select(verdict => verdict.Ruling));
    }

    [Fact]
    public void Without_CPython_the_judgement_says_so_and_of_other_claims_it_says_nothing()
    {
        var times = new WebPartTimes(new InBoth(Made(0.2, 1, 1.5, 0.1)));

        Judgement judgement = times.Judge(Claims.B17);

        Assert.Equal(InBoth.NoPython, judgement.LeftOut);
        Assert.StartsWith("An answer from the cache takes 1.5× ", judgement.Verdicts[0].Reason, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => times.Judge(Claims.B18));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_database_finds_the_same_rows_by_a_scan_and_by_its_index()
    {
        await using WebParts parts = await WebParts.StartAsync(rows: 50, Token);

        long[] scanned = [.. Enumerable.Range(-1, 52).Select(key => parts.Scan(key))];

        Assert.Equal(scanned, Enumerable.Range(-1, 52).Select(key => parts.Find(key)));
        Assert.Equal([-1, .. Enumerable.Range(0, 50), -1], [scanned[0], .. scanned[1..^1].Order(), scanned[^1]]);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_cache_remembers_and_a_queue_gives_back_in_order_what_was_left()
    {
        await using WebParts parts = await WebParts.StartAsync(rows: 1, Token);
        long? before = parts.Recall(7);
        parts.Remember(7, 42);

        long[] places = [parts.Leave(1), parts.Leave(2)];

        Assert.Equal((null, 42L), (before, parts.Recall(7)));
        Assert.Equal([1, 2], places);
        Assert.Equal([1L, 2L, null], new[] { parts.Take(), parts.Take(), parts.Take() });
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Both_runtimes_ask_the_same_parts_and_the_queue_is_empty_afterwards()
    {
        await using WebParts parts = await WebParts.StartAsync(rows: 20, Token);

        WebPartTimes times = await WebPartTimes.MeasureAsync(parts, answerSize: 5, requests: 2, rounds: 1, Token);

        Assert.Equal(7, times.Times.DotNet.Names.Count);
        Assert.True(times.Times.Python is null || times.Times.Python.Names.SequenceEqual(times.Times.DotNet.Names));
        Assert.Null(parts.Take());
        Assert.Contains(WebPartTimes.Hop, times.ToHtml(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => WebPartTimes.MeasureAsync(parts, answerSize: 36, cancellationToken: Token));
    }

    [Fact]
    public async Task No_rows_are_refused_in_a_line()
    {
        var refusal = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => WebParts.StartAsync(rows: 0, Token));

        Assert.StartsWith("rows must lie from 1 to 1,000,000.", refusal.Message, StringComparison.Ordinal);
    }

    private static Turns Made(double index, double more, double cache, double queue) => new(
        [WebPartTimes.Hop, WebPartTimes.Scanned, WebPartTimes.Indexed, WebPartTimes.IndexedAmongMore, WebPartTimes.Computed,
            WebPartTimes.Cached, WebPartTimes.Queued],
        [Rounds(0.1), Rounds(1), Rounds(index, turn: 2), Rounds(index * more, turn: 2), Rounds(1), Rounds(cache), Rounds(queue)]);

    private static double[] Rounds(double seconds, int turn = 3) =>
        [.. Enumerable.Range(0, 11).Select(round => seconds * (1 + 0.001 * (round % turn)))];
}
