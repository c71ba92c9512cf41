using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Show;

namespace Workloads.Tests;

public sealed class LiveTextTests
{
    [Fact]
    public void A_console_gets_few_lines_and_the_last_one_always()
    {
        var clock = new ManualClock();
        var console = new StringWriter { NewLine = "\n" };
        using (var live = new LiveText(clock, console))
        {
            for (int index = 0; index < 100; index++)
            {
                live.Report($"{index}");
                clock.Advance(TimeSpan.FromMilliseconds(100));
            }
        }

        Assert.Equal("0\n20\n40\n60\n80\n99\n", console.ToString());
    }

    [Fact]
    public void Nothing_is_shown_after_the_end()
    {
        var console = new StringWriter();
        var live = new LiveText(new ManualClock(), console);
        live.Dispose();

        live.Report("late");

        Assert.Equal("", console.ToString());
    }

    [Fact]
    public void Progress_tells_how_much_time_is_left()
    {
        var clock = new ManualClock();
        var console = new StringWriter { NewLine = "\n" };
        using (var progress = new LiveProgress("sweep", 4, clock, console))
        {
            clock.Advance(TimeSpan.FromSeconds(3));
            progress.Step();
        }

        Assert.Equal("sweep: █████░░░░░░░░░░░░░░░ 1 of 4 (25 %), 3 s, about 9 s left\n", console.ToString());
    }

    [Fact]
    public void No_step_is_lost_when_many_threads_count_them()
    {
        var console = new StringWriter();
        using (var progress = new LiveProgress("calls", 10_000, new ManualClock(), console))
            Parallel.For(0, 10_000, _ => progress.Step());

        Assert.Contains("10,000 of 10,000 (100 %)", console.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_no_cell_to_cancel_outside_a_notebook() => Assert.False(NotebookCancellation.Token.CanBeCanceled);

    private sealed class ManualClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _ticks);

        public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
    }
}
