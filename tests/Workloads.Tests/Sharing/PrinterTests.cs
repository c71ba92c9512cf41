using Workloads.Sharing;

namespace Workloads.Tests.Sharing;

public class PrinterTests
{
    private const int TimeLimit = 30_000;

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

    [Fact(Timeout = TimeLimit)]
    public async Task The_plain_printer_tears_lines_and_loses_no_piece()
    {
        await Task.Yield();

        PrinterRace worst = Enumerable.Range(0, 50)
            .Select(_ => PrinterRace.Run(() => new PlainPrinter(), threads: 4, lines: 50, TestContext.Current.CancellationToken))
            .First(race => race.Torn > 0);

        Assert.Equal(200, worst.Text.Count(c => c == '\n'));
        Assert.Equal(200, worst.Text.Split("thread ").Length - 1);
        Assert.Equal(worst.Expected, worst.Whole + worst.Torn);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task One_thread_prints_whole_lines_in_order()
    {
        await Task.Yield();

        PrinterRace race = PrinterRace.Run(() => new PlainPrinter(), threads: 1, lines: 3, TestContext.Current.CancellationToken);

        Assert.Equal("thread 0 counts to 1\nthread 0 counts to 2\nthread 0 counts to 3\n", race.Text);
    }
}
