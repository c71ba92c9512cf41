using Workloads.Measuring;
using Workloads.Models;
using Workloads.Processes;
using Workloads.Topics;

namespace Workloads.Tests;

public class ProcessViewsTests
{
    [Fact]
    public void A_fleets_table_tells_how_each_child_ended_and_what_it_said_last()
    {
        var fleet = new FleetResult(
            [
                new(new("backup", "a"), 0, "one\ntwo\n"u8.ToArray(), default, TimeSpan.FromSeconds(1), WasTimedOut: false),
                new(new("backup", "b"), 28, default, "disk full\n"u8.ToArray(), TimeSpan.FromSeconds(2), WasTimedOut: false),
                new(new("backup", "c"), 137, default, default, TimeSpan.FromSeconds(3), WasTimedOut: true),
                new(new("backup", "d"), ExitCode: null, default, default, TimeSpan.Zero, WasTimedOut: false),
            ],
            MaxAtOnce: 2,
            TimeSpan.FromSeconds(3));

        string table = fleet.ToTable().ToString();

        foreach (string expected in new[] { "backup a", "succeeded", "two", "failed", "disk full", "timed out", "not started",
            "at most 2 at once" })
            Assert.Contains(expected, table, StringComparison.Ordinal);
        Assert.Equal("4 commands, at most 2 at once: 1 Succeeded, 1 Failed, 1 TimedOut, 1 NotStarted", fleet.ToString());
    }

    [Fact(Timeout = 60_000)]
    public async Task Empty_programs_start_and_end()
    {
        TimeSpan elapsed = await RuntimeStart.MeasureAsync(2);

        Assert.True(elapsed > TimeSpan.Zero);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => RuntimeStart.MeasureAsync(0));
    }
}
