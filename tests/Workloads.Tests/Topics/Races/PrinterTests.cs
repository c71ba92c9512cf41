using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Topics;

namespace Workloads.Tests;

public class PrinterTests
{
    private const int TimeLimit = 60_000;

    [Theory(Timeout = TimeLimit)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cured_printer_tears_no_line(bool byLock)
    {
        await Task.Yield();

        PrinterRace race = PrinterRace.Run(() => byLock ? new LockPrinter() : new OwnerPrinter(), threads: 4, lines: 50, TestContext.Current.CancellationToken);

        Assert.Equal(200, race.Expected);
        Assert.Equal(0, race.Torn);
        Assert.Equal(200, race.Text.Count(c => c == '\n'));
    }

    // More and more lines: on a busy machine threads may print one after the other.
    [Fact(Timeout = Chance.TimeLimit)]
    public Task The_plain_printer_tears_lines_and_loses_no_piece() => Chance.HappensAsync("A line is torn.", 50, lines =>
    {
        PrinterRace race = PrinterRace.Run(() => new PlainPrinter(), threads: 4, lines, TestContext.Current.CancellationToken);

        Assert.Equal(4 * lines, race.Text.Count(c => c == '\n'));
        Assert.Equal(4 * lines, race.Text.Split("thread ").Length - 1);
        Assert.Equal(race.Expected, race.Whole + race.Torn);
        return race.Torn > 0;
    });

    [Fact(Timeout = TimeLimit)]
    public async Task One_thread_prints_whole_lines_in_order()
    {
        await Task.Yield();

        PrinterRace race = PrinterRace.Run(() => new PlainPrinter(), threads: 1, lines: 3, TestContext.Current.CancellationToken);

        Assert.Equal("thread 0 counts to 1\nthread 0 counts to 2\nthread 0 counts to 3\n", race.Text);
    }
}
