using Workloads.Topics;

namespace Workloads.Tests;

public class PrinterTests
{
    private const int TimeLimit = 60_000;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(20);

    [Theory(Timeout = TimeLimit)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cured_printer_tears_no_line(bool byLock)
    {
        await Task.Yield();

        PrinterRace race = PrinterRace.Run(() => byLock ? new LockPrinter() : new OwnerPrinter(), threads: 4, Window,
            TestContext.Current.CancellationToken);

        Assert.True(race.Expected > 0);
        Assert.Equal(0, race.Torn);
        Assert.Equal(race.Expected, race.Text.Count(c => c == '\n'));
    }

    // Longer and longer: on a busy machine threads may print one after the other.
    [Fact(Timeout = Chance.TimeLimit)]
    public Task The_plain_printer_tears_lines_and_loses_no_piece() => Chance.HappensAsync("A line is torn.", 20, milliseconds =>
    {
        PrinterRace race = PrinterRace.Run(() => new PlainPrinter(), threads: 4, TimeSpan.FromMilliseconds(milliseconds),
            TestContext.Current.CancellationToken);

        Assert.Equal(race.Expected, race.Text.Count(c => c == '\n'));
        Assert.Equal(race.Expected, race.Text.Split("thread ").Length - 1);
        Assert.Equal(race.Expected, race.Whole + race.Torn);
        return race.Torn > 0;
    });

    [Fact(Timeout = TimeLimit)]
    public async Task One_thread_prints_whole_lines_in_order()
    {
        await Task.Yield();

        PrinterRace race = PrinterRace.Run(() => new PlainPrinter(), threads: 1, Window, TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(1, race.Expected).Select(line => $"thread 0 counts to {line}"), race.Text.TrimEnd('\n').Split('\n'));
    }
}
