using Workloads.Interpreter;
using Workloads.Models;

namespace Workloads.Tests;

/// <summary>What is true of one model alone.</summary>
public class ModelLimitTests
{
    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dedicated_threads_refuse_more_callers_than_their_limit_and_say_how_to_raise_it()
    {
        var refusal = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => new DedicatedThreadsModel().RunAsync(Workload.Nothing, 1, DedicatedThreadsModel.DefaultMaxThreads + 1, TestEnd));

        Assert.Contains("at most 10,000", refusal.Message);
        Assert.Contains("maxThreads", refusal.Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task Dedicated_threads_run_up_to_a_limit_that_was_set()
    {
        var model = new DedicatedThreadsModel(maxThreads: 20);

        Run run = await model.RunAsync(new Calls(Workload.Wait, 20, 20), new RunOptions { RecordSpans = true }, TestEnd);

        Assert.Equal(20, run.WorkersSeen);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => model.RunAsync(Workload.Nothing, 1, 21, TestEnd));
    }

    [Fact]
    public void A_limit_or_a_number_of_workers_below_one_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DedicatedThreadsModel(maxThreads: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChannelWorkersModel(workers: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParallelLoopModel(workers: -2));
    }

    // Longer and longer: on a busy machine a worker may start when the others have done all.
    [Fact(Timeout = Chance.TimeLimit)]
    public Task Channel_workers_are_as_many_as_were_asked_for() =>
        Chance.HappensAsync("All three workers run calls.", 10, async milliseconds =>
    {
        Run run = await new ChannelWorkersModel(workers: 3).RunAsync(new Calls(Workload.Wait, milliseconds, 30),
            new RunOptions { RecordSpans = true }, TestEnd);

        Assert.InRange(run.WorkersSeen, 1, 3);
        return run.WorkersSeen == 3;
    });

    [Fact(Timeout = 60_000)]
    public async Task The_event_loop_runs_every_call_on_one_thread()
    {
        var threads = new HashSet<int>();
        var remembering = new Workload("remembering", size =>
        {
            lock (threads)
                threads.Add(Environment.CurrentManagedThreadId);
            return size;
        });

        await new EventLoopModel().RunAsync(remembering, 1, 1_000, TestEnd);

        Assert.Single(threads);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("async tasks")]
    [InlineData("event loop")]
    public async Task Waits_overlap_where_the_model_can(string name)
    {
        Run run = await ExecutionModelTests.Model(name).RunAsync(Workload.Wait, size: 500, callers: 400, TestEnd);

        // One after the other they would take 200 s: a bound that no load on the machine blurs.
        Assert.True(run.Elapsed < TimeSpan.FromSeconds(50));
    }

    [Fact]
    public void Every_model_has_a_name_of_its_own() => Assert.Distinct(ExecutionModel.InProcess.Select(model => model.Name));
}
