using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public class SpinnerTests
{
    private const int TimeLimit = Chance.TimeLimit;

    /// <summary>How long the first attempt waits where a busy machine may start a spinner late.</summary>
    private const int WaitMilliseconds = 900;

    private static readonly SpinnerOptions Quick = new() { Interval = TimeSpan.FromMilliseconds(10) };

    public static TheoryData<string> Kinds => [.. Spinner.All.Select(spinner => spinner.Name)];

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(Kinds))]
    public Task It_spins_while_its_supervisor_waits_and_stops_when_told(string kind) =>
        Chance.HappensAsync("It spins as long as its supervisor waits.", WaitMilliseconds, async milliseconds =>
    {
        int told = 0;

        SpinnerRun run = await Named(kind)
            .SuperviseAsync(Wait(milliseconds), Quick with { OnFrame = _ => Interlocked.Increment(ref told) },
                TestContext.Current.CancellationToken);
        int atTheEnd = told;
        await Task.Delay(50, TestContext.Current.CancellationToken);

        Assert.Equal(42, run.Answer);
        Assert.Equal(run.Frames.Count, atTheEnd);
        Assert.Equal(atTheEnd, told);
        Assert.Equal(run.Frames.OrderBy(frame => frame.At), run.Frames);
        Assert.Null(run.Facts.Failure);

        // On a busy machine a spinner may start late, and spin on while its supervisor stands still.
        return !run.IsFrozen && run.Frames.Count >= 3 && run.Frames.Count <= run.Expected + 1;
    });

    [Fact(Timeout = TimeLimit)]
    public async Task A_blocking_sleep_on_the_loop_keeps_the_coroutine_from_ever_spinning()
    {
        SpinnerRun run = await new CoroutineSpinner().SuperviseAsync(SlowWork.BlockingSleep(TimeSpan.FromMilliseconds(200)), Quick,
            TestContext.Current.CancellationToken);

        Assert.Empty(run.Frames);
        Assert.True(run.IsFrozen);
        Assert.True(run.LongestGap >= TimeSpan.FromMilliseconds(190));
        Assert.Equal("Canceled", run.Facts.Ended);
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData("thread", 999_999_999_999_999_989, false)]
    [InlineData("process", 999_999_999_999_999_989, false)]
    [InlineData("coroutine", 9_999_999_999_999_937, true)]
    public Task Computing_freezes_the_coroutine_alone(string kind, long prime, bool freezes) =>
        Chance.HappensAsync("What does not freeze spins.", 1, async _ =>
    {
        SpinnerRun run = await Named(kind).SuperviseAsync(SlowWork.IsPrime(prime), Quick, TestContext.Current.CancellationToken);

        Assert.Equal(1, run.Answer);
        if (freezes)
            Assert.Empty(run.Frames);
        return freezes || run.Frames.Count > 0;
    });

    [Fact(Timeout = TimeLimit)]
    public async Task Naps_let_the_coroutine_spin_beside_a_computation()
    {
        SpinnerRun run = await new CoroutineSpinner().SuperviseAsync(SlowWork.NappingPrime(99_999_999_999_999_997, divisions: 50_000),
            Quick, TestContext.Current.CancellationToken);

        Assert.Equal(1, run.Answer);
        Assert.True(run.Frames.Count > 2, $"{run.Frames.Count} signs");
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData("thread", "Thread", "Unstarted", "Stopped", "SpinnerFailedException")]
    [InlineData("process", "Process", "none yet", "exited with code", "exit code 1")]
    [InlineData("coroutine", "Task", "WaitingForActivation", "Faulted", "await threw SpinnerFailedException")]
    public Task Each_supervisor_learns_of_a_failure_in_its_own_way(string kind, string unit, string created, string ended,
        string failure) => Chance.HappensAsync("The spinner fails in time.", WaitMilliseconds, async milliseconds =>
    {
        SpinnerRun run = await Named(kind)
            .SuperviseAsync(Wait(milliseconds), Quick with { FailAt = 2 }, TestContext.Current.CancellationToken);

        if (run.Facts.Failure is null)
            return false;
        Assert.Equal(2, run.Frames.Count);
        Assert.Equal(unit, run.Facts.Unit);
        Assert.StartsWith(created, run.Facts.Created, StringComparison.Ordinal);
        Assert.Contains(ended, run.Facts.Ended, StringComparison.Ordinal);
        Assert.Contains(failure, run.Facts.Failure, StringComparison.Ordinal);
        return true;
    });

    [Theory(Timeout = TimeLimit)]
    [InlineData("thread", "EventSignal.Set")]
    [InlineData("process", "StandardInput, StreamWriter.Close")]
    [InlineData("coroutine", "CancellationTokenSource.CancelAsync")]
    public async Task Each_supervisor_names_the_method_that_it_stopped_its_spinner_with(string kind, string method)
    {
        SpinnerRun run = await Named(kind)
            .SuperviseAsync(SlowWork.Wait(TimeSpan.FromMilliseconds(20)), Quick, TestContext.Current.CancellationToken);

        Assert.Equal(method, run.Facts.StoppedBy);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_thread_shares_the_process_a_process_does_not_and_a_coroutine_shares_the_thread()
    {
        SpinnerRun[] runs = await Task.WhenAll(
            Spinner.All.Select(spinner => spinner.SuperviseAsync(Wait(WaitMilliseconds), Quick, TestContext.Current.CancellationToken)));
        var (thread, process, coroutine) = (runs[0].Facts, runs[1].Facts, runs[2].Facts);

        Assert.StartsWith($"process {Environment.ProcessId}, ", thread.SpinnerRanOn, StringComparison.Ordinal);
        Assert.NotEqual(thread.SlowRanOn, thread.SpinnerRanOn);
        Assert.StartsWith("process ", process.SpinnerRanOn, StringComparison.Ordinal);
        Assert.False(process.SpinnerRanOn.StartsWith($"process {Environment.ProcessId}, ", StringComparison.Ordinal));
        Assert.Equal(coroutine.SlowRanOn, coroutine.SpinnerRanOn);
    }

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(Kinds))]
    public async Task A_cancelled_supervisor_stops_its_spinner(string kind)
    {
        using var source = new CancellationTokenSource();
        int told = 0;
        var options = Quick with
        {
            OnFrame = _ =>
            {
                if (Interlocked.Increment(ref told) == 2)
                    source.Cancel();
            },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Named(kind).SuperviseAsync(SlowWork.Wait(TimeSpan.FromDays(1)), options, source.Token));
        int atTheEnd = told;
        await Task.Delay(50, TestContext.Current.CancellationToken);

        Assert.Equal(atTheEnd, told);
    }

    [Fact]
    public async Task Naps_find_the_same_primes_as_without()
    {
        var numbers = Enumerable.Range(0, 200).Select(number => (long)number).Concat([3_333_333_333_333, 142_702_110_479_723]);

        foreach (long number in numbers)
        {
            long plain = Workload.IsPrime.Run(number, TestContext.Current.CancellationToken);
            Assert.Equal(plain, SlowWork.NappingPrime(number, 7_000).Block(CancellationToken.None));
        }

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => new CoroutineSpinner().SuperviseAsync(SlowWork.NappingPrime(7, divisions: 0), Quick,
                TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task What_a_thread_throws_ends_a_process_of_NET_and_not_of_CPython()
    {
        Table table = await ThrownInAThread.ShowAsync(TestContext.Current.CancellationToken);

        Assert.NotEqual(0, table.Rows[0][1]);
        Assert.Equal(false, table.Rows[0][2]);
        Assert.All(table.Rows.Skip(1), python => Assert.Equal([0, true], python.Skip(1).Take(2)));
        Assert.All(table.Rows, row => Assert.Contains("nobody catches this", (string)row[3]!, StringComparison.Ordinal));
    }

    [Fact]
    public void An_interval_out_of_range_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpinnerOptions { Interval = TimeSpan.Zero });

    private static SlowWork Wait(int milliseconds) => SlowWork.Wait(TimeSpan.FromMilliseconds(milliseconds));

    private static Spinner Named(string kind) => Spinner.All.First(spinner => spinner.Name == kind);
}
