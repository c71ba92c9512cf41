using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

/// <summary>
/// Each experiment of <c>races.py</c> in a short time, on the oldest and the newest CPython, and the results made of them.
/// </summary>
public sealed class RaceScriptTests
{
    private const int Limit = 240_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = Limit)]
    [InlineData("locked")]
    [InlineData("owner")]
    public async Task A_lock_and_an_owning_thread_keep_every_update(string way)
    {
        foreach (CPython python in await OldestAndNewestAsync())
        {
            PythonCount count = await RaceExperiments.Count.RunAsync(python, new { way, threads = 3, seconds = 0.1,
                switch_interval_ms = 0.1 }, cancellationToken: Token);

            Assert.True(count.Expected > 0);
            Assert.Equal(count.Expected, count.Counted);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_sleep_between_read_and_write_loses_some()
    {
        foreach (CPython python in await OldestAndNewestAsync())
        {
            await Chance.HappensAsync("An update is lost.", 50, async milliseconds =>
            {
                PythonCount count = await RaceExperiments.Count.RunAsync(python, new { way = "yielding", seconds = milliseconds / 1_000.0 },
                    cancellationToken: Token);
                return count.Counted < count.Expected;
            });
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Since_3_10_a_plain_increment_loses_nothing_under_the_lock()
    {
        CPython? python = (await FoundPythons.AllAsync()).LastOrDefault(
            build => build.Version >= new Version(3, 10) && build.Gil is GilState.On);
        FoundPythons.Need(python is not null, "There is no CPython of 3.10 or later with a GIL on this machine.");

        PythonCount count = await RaceExperiments.Count.RunAsync(python!, new { way = "plain", threads = 4, seconds = 0.3,
            switch_interval_ms = 0.1 }, cancellationToken: Token);

        Assert.Equal(count.Expected, count.Counted);
    }

    [Fact(Timeout = Limit)]
    public async Task A_printer_that_holds_a_lock_prints_every_line_in_its_place()
    {
        foreach (CPython python in await OldestAndNewestAsync())
        {
            PythonPrinting locked =
                await RaceExperiments.Printing.RunAsync(python, new { way = "locked", threads = 4, seconds = 0.1 },
                    cancellationToken: Token);

            Assert.Equal(0, locked.Wrong);
            Assert.Equal(["count is 1", "---"], locked.Shown.Take(2));
        }
    }

    [Fact(Timeout = Limit)]
    public async Task References_come_out_even_and_locks_in_opposite_orders_in_vain()
    {
        foreach (CPython python in await OldestAndNewestAsync())
        {
            PythonReferences references =
                await RaceExperiments.References.RunAsync(python, new { threads = 3, seconds = 0.1 }, cancellationToken: Token);
            PythonDeadlock deadlock = await RaceExperiments.Deadlock.RunAsync(python, new { patience = 0.2 }, cancellationToken: Token);

            Assert.Equal(0, references.Off);
            Assert.InRange(deadlock.InOppositeOrders, 1, 2);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task The_disassembly_shows_that_the_counter_is_read_and_written_by_different_instructions()
    {
        foreach (CPython python in await OldestAndNewestAsync())
        {
            PythonDisassembly listing = await RaceExperiments.Disassembly.RunAsync(python, cancellationToken: Token);

            Assert.Matches("(?s)LOAD_GLOBAL.*counter.*STORE_GLOBAL.*counter", listing.Counter.Text);
            Assert.Contains("CALL", listing.Print.Text, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Every_runtime_has_its_rows()
    {
        LostUpdates lost = await LostUpdates.MeasureAsync(TimeSpan.FromMilliseconds(20), cancellationToken: Token);
        Deadlocks deadlocks = await Deadlocks.MeasureAsync(TimeSpan.FromMilliseconds(100), Token);

        Assert.Equal(5 + (3 * lost.Builds), lost.Counters.Count);
        Assert.Equal(1 + lost.Builds, lost.Printers.Count);
        Assert.All(lost.Counters.Where(row => row.Way is LostUpdates.Locked or LostUpdates.Atomic), row => Assert.Equal(0, row.Lost));
        Assert.All(deadlocks.Rows, row => Assert.InRange(row.InOppositeOrders, 1, 2));
        Assert.True(deadlocks.TwoLocks.Deadlocks.Count > 0 && deadlocks.Ordered.Deadlocks.Count == 0
            && deadlocks.OneLock.Deadlocks.Count == 0);
    }

    [Fact(Timeout = Limit)]
    public async Task Bad_parameters_are_refused_by_name()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("window",
            () => LostUpdates.MeasureAsync(TimeSpan.Zero, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>("threadCounts", () => Cures.MeasureAsync([], cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("threads", () => Cures.MeasureAsync([0], cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("threads", () => ReferenceRaces.MeasureAsync(1, 1, 1, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("patience", () => Deadlocks.MeasureAsync(TimeSpan.FromHours(1), Token));
        await Assert.ThrowsAsync<ArgumentException>("milliseconds", () => SwitchIntervals.MeasureAsync([], cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("nap", () => StopTrials.MeasureAsync(TimeSpan.FromMilliseconds(-1), Token));
    }

    private static async Task<IEnumerable<CPython>> OldestAndNewestAsync()
    {
        var found = await FoundPythons.AllAsync();
        return found.Count == 1 ? found : [found[0], found[^1]];
    }
}
