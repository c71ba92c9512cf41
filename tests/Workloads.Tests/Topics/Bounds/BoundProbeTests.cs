using Workloads.Interpreter;
using Workloads.Topics;

namespace Workloads.Tests;

public class BoundProbeTests
{
    private const int TimeLimit = Chance.TimeLimit;

    // Longer and longer: on a busy machine it may queue for a core for a while when it is over.
    [Fact(Timeout = TimeLimit)]
    public Task A_wait_is_io_bound() => Chance.HappensAsync("A long wait is I/O-bound.", 200, async milliseconds =>
    {
        BoundVerdict verdict = await BoundProbe.RunAsync(Workload.Wait, milliseconds, TestContext.Current.CancellationToken);

        Assert.False(verdict.IsWholeProcess);
        Assert.Equal(verdict.Bound == Bound.Io, verdict.Reason.StartsWith("I/O-bound", StringComparison.Ordinal));
        return verdict.Bound == Bound.Io;
    });

    [Fact(Timeout = TimeLimit)]
    public async Task A_computation_is_cpu_bound_even_where_it_has_to_queue_for_a_core()
    {
        if (!OperatingSystem.IsLinux())
            Required.Skip("Only Linux tells how long a thread stood ready without a core, and other tests run beside this one.");

        // Again and again: of a virtual core that was taken away meanwhile neither count knows.
        await Chance.HappensAsync("A computation is CPU-bound.", 1, async _ =>
        {
            BoundVerdict verdict = await BoundProbe.RunAsync(Workload.Fibonacci, 36, TestContext.Current.CancellationToken);

            Assert.True(verdict.Cpu > TimeSpan.Zero);
            return verdict.Bound == Bound.Cpu;
        });
    }

    [Theory]
    [InlineData(0.9, 0, Bound.Cpu)]
    [InlineData(0.3, 0.6, Bound.Cpu)]
    [InlineData(3.5, 0, Bound.Cpu)]
    [InlineData(0.5, 0, Bound.Mixed)]
    [InlineData(0.05, 0.1, Bound.Io)]
    [InlineData(0, 0, Bound.Io)]
    public void What_wants_a_core_counts_whether_it_gets_one_or_not(double cpu, double queued, Bound bound)
    {
        var verdict = new BoundVerdict("made up", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(cpu), TimeSpan.FromSeconds(queued), IsWholeProcess: false);

        Assert.Equal(bound, verdict.Bound);
        Assert.Equal(Math.Max(0, 1 - cpu - queued), verdict.Waited.TotalSeconds, 1e-6);
        Assert.Contains(cpu > 1 ? "3.5 cores at once" : "waited", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Asynchronous_work_is_told_by_the_times_of_the_process()
    {
        int ran = 0;

        BoundVerdict verdict = await BoundProbe.RunAsync("nothing", () =>
        {
            ran++;
            return Task.CompletedTask;
        });

        Assert.True(verdict.IsWholeProcess);
        Assert.Equal(2, ran);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task What_the_work_throws_comes_out()
    {
        await Assert.ThrowsAsync<FormatException>(() => BoundProbe.RunAsync("fails", () => { throw new FormatException(); }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => BoundProbe.RunAsync(Workload.Fibonacci, -1, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_cancelled_probe_ends()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BoundProbe.RunAsync(Workload.Wait, 60_000, source.Token));
    }
}
