using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Processes;
using Workloads.Processes.Dispatch;

namespace Workloads.Tests;

public class ProcessPoolFaultTests
{
    private const int Limit = 120_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task A_call_that_throws_fails_alone_with_its_type_message_and_stack()
    {
        await using ProcessPool pool = await StartAsync();

        CallOutcome[] outcomes = await pool.MapAsync(WithOneBad(Faults.Throw, 1_000, bad: 700), cancellationToken: Token);

        AssertOnly(700, outcomes);
        var error = Assert.IsType<RemoteException>(outcomes[700].Error);
        Assert.Equal("System.InvalidOperationException", error.RemoteType);
        Assert.Equal("Asked to fail with 1.", error.RemoteMessage);
        Assert.Contains("Workloads.Processes.Faults", error.RemoteStack, StringComparison.Ordinal);
        Assert.Equal(0, pool.WorkersReplaced);
    }

    [Fact(Timeout = Limit)]
    public async Task Calls_that_all_throw_all_fail()
    {
        await using ProcessPool pool = await StartAsync();

        CallOutcome[] outcomes = await pool.MapAsync(new(Faults.Throw, 1, 2_000), cancellationToken: Token);

        Assert.All(outcomes, outcome => Assert.IsType<RemoteException>(outcome.Error));
    }

    [Theory(Timeout = Limit)]
    [InlineData("fault-exit")]
    [InlineData("fault-kill")]
    [InlineData("fault-stack-overflow")]
    [InlineData("fault-out-of-memory")]
    public async Task A_call_that_ends_each_worker_is_reported_and_all_others_return(string fault)
    {
        await using ProcessPool pool = await StartAsync(reruns: 1);
        Workload workload = Faults.All.Single(workload => workload.Name == fault);

        CallOutcome[] outcomes = await pool.MapAsync(WithOneBad(workload, 1_000, bad: 444), cancellationToken: Token);

        AssertOnly(444, outcomes);
        var error = Assert.IsType<WorkerLostException>(outcomes[444].Error);
        Assert.Equal(444, error.Call);
        Assert.Equal(2, error.Attempts);
        await UntilReplacedAsync(pool, 2);
        Assert.InRange(pool.WorkersReplaced, 2, 3);
        Assert.Equal(9, await pool.CallAsync(Workload.Nothing, 9, cancellationToken: Token));
    }

    [Fact(Timeout = Limit)]
    public async Task A_lost_worker_tells_its_exit_code()
    {
        await using ProcessPool pool = await StartAsync(reruns: 0);

        var exit = await Assert.ThrowsAsync<WorkerLostException>(() => pool.CallAsync(Faults.Exit, 42, cancellationToken: Token));

        Assert.Equal(42, exit.ExitCode);
    }

    [Fact(Timeout = Limit)]
    public async Task A_lost_worker_tells_its_last_words()
    {
        await using ProcessPool pool = await StartAsync(reruns: 0);

        // They are waited for only a moment, which is too short where the machine stands still.
        await Chance.HappensAsync("The lost worker's last words name the method.", 1, async size =>
            (await Assert.ThrowsAsync<WorkerLostException>(
                () => pool.CallAsync(Faults.StackOverflow, size, cancellationToken: Token))).LastWords.Contains("Recurse",
                StringComparison.Ordinal));
    }

    [Fact(Timeout = Limit)]
    public async Task Two_calls_that_end_their_workers_are_both_found()
    {
        await using ProcessPool pool = await StartAsync(reruns: 1);
        long[] sizes = new long[2_000];
        sizes[100] = sizes[1_900] = 1;

        CallOutcome[] outcomes = await pool.MapAsync(new(Faults.Exit, sizes), cancellationToken: Token);

        Assert.Equal([100, 1_900], outcomes.Where(outcome => !outcome.Succeeded).Select(outcome => outcome.Number));
    }

    [Fact(Timeout = Limit)]
    public async Task What_a_workload_prints_does_not_disturb_the_answers()
    {
        await using ProcessPool pool = await StartAsync();

        CallOutcome[] outcomes = await pool.MapAsync(new(Faults.Print, 50, 500), cancellationToken: Token);

        Assert.All(outcomes, outcome => Assert.True(outcome.Succeeded));
    }

    [Fact(Timeout = Limit)]
    public async Task A_call_that_hangs_is_ended_alone()
    {
        await using ProcessPool pool = await StartAsync();

        // Where the machine stands still for as long, a call that does not hang is ended, too: then all get more time.
        TimeSpan limit = TimeSpan.FromMilliseconds(300);
        CallOutcome[] outcomes = await pool.MapAsync(WithOneBad(Faults.Hang, 500, bad: 250), limit, Token);
        while (outcomes.Count(outcome => !outcome.Succeeded) > 1 && limit < TimeSpan.FromSeconds(15))
            outcomes = await pool.MapAsync(WithOneBad(Faults.Hang, 500, bad: 250), limit *= 2, Token);

        AssertOnly(250, outcomes);
        Assert.Equal(250, Assert.IsType<CallTimedOutException>(outcomes[250].Error).Call);
    }

    [Fact(Timeout = Limit)]
    public async Task A_time_out_ends_only_the_worker_that_holds_the_call()
    {
        await using ProcessPool pool = await StartAsync();
        Task<long> slow = pool.CallAsync(Faults.Hang, 1, TimeSpan.FromMilliseconds(100), Token);
        Task<long> beside = pool.CallAsync(Workload.Wait, 600, cancellationToken: Token);

        await Assert.ThrowsAsync<CallTimedOutException>(() => slow);

        Assert.Equal(600, await beside);
        await UntilReplacedAsync(pool, 1);
        Assert.Equal(1, pool.WorkersReplaced);
    }

    [Fact(Timeout = Limit)]
    public async Task A_cancelled_call_leaves_no_worker_busy_with_it()
    {
        await using ProcessPool pool = await StartAsync(workers: 1);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<long> hanging = pool.CallAsync(Faults.Hang, 1, cancellationToken: cancellation.Token);

        cancellation.CancelAfter(50);

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        Assert.Equal(cancellation.Token, error.CancellationToken);
        Assert.Equal(5, await pool.CallAsync(Workload.Nothing, 5, cancellationToken: Token));
    }

    [Fact(Timeout = Limit)]
    public async Task Calls_of_others_are_run_again_when_a_cancelled_one_takes_their_worker_along()
    {
        await using ProcessPool pool = await StartAsync(workers: 1);
        await pool.CallAsync(Workload.Nothing, 1, cancellationToken: Token);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<long> hanging = pool.CallAsync(Faults.Hang, 1, cancellationToken: cancellation.Token);
        Task<long>[] others = [.. Enumerable.Range(0, 50).Select(_ => pool.CallAsync(Workload.Nothing, 1, cancellationToken: Token))];

        cancellation.CancelAfter(50);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        Assert.All(await Task.WhenAll(others), result => Assert.Equal(1, result));
    }

    [Fact(Timeout = Limit)]
    public async Task A_reader_that_stops_in_the_middle_of_a_stream_leaves_nothing_running()
    {
        await using ProcessPool pool = await StartAsync();

        await foreach (CallOutcome outcome in pool.StreamAsync(Faults.Hang, [0, 1, 1, 1], cancellationToken: Token))
        {
            Assert.Equal(0, outcome.Number);
            break;
        }

        Assert.Equal(3, await pool.CallAsync(Workload.Nothing, 3, cancellationToken: Token));
    }

    [Fact(Timeout = Limit)]
    public async Task A_worker_leaves_although_a_program_that_it_started_stays()
    {
        await using ProcessPool pool = await StartAsync(workers: 1, reruns: 0);
        await pool.CallAsync(Faults.LeaveChild, 20, cancellationToken: Token);

        await Assert.ThrowsAsync<WorkerLostException>(() => pool.CallAsync(Faults.Exit, 3, cancellationToken: Token));

        Assert.Equal(1, await pool.CallAsync(Workload.Nothing, 1, cancellationToken: Token));
    }

    [Fact(Timeout = Limit)]
    public async Task Faults_are_unknown_to_workers_that_were_not_asked_to_know_them()
    {
        await using ProcessPool pool = await ProcessPool.StartAsync(1, Token);

        await Assert.ThrowsAsync<ArgumentException>(() => pool.CallAsync(Faults.Exit, 1, cancellationToken: Token));
    }

    private static Task<ProcessPool> StartAsync(int workers = 2, int reruns = 2) =>
        ProcessPool.StartAsync(new ProcessPoolOptions { Workers = workers, MaxReruns = reruns, AllowFaults = true }, Token);

    /// <summary>A worker is counted as replaced a moment after its call has failed.</summary>
    private static async Task UntilReplacedAsync(ProcessPool pool, int workers)
    {
        while (pool.WorkersReplaced < workers)
            await Task.Delay(1, Token);
    }

    private static Calls WithOneBad(Workload fault, int count, int bad)
    {
        long[] sizes = new long[count];
        sizes[bad] = 1;
        return new(fault, sizes);
    }

    private static void AssertOnly(int failed, CallOutcome[] outcomes)
    {
        Assert.Equal([failed], outcomes.Where(outcome => !outcome.Succeeded).Select(outcome => outcome.Number));
        Assert.Equal(Enumerable.Range(0, outcomes.Length), outcomes.Select(outcome => (int)outcome.Number));
    }
}
