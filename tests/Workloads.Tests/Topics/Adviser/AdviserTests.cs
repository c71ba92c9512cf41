using Workloads.Measuring;
using Workloads.Models;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class AdviserTests
{
    private const string Net = "a runtime";

    private static readonly WayCosts
        OneThread = Way("sequential", Overlap.None, workers: 1, call: 1e-8),
        Threads = Way("dedicated threads", Overlap.Threads, workers: 2, start: 1e-4, call: 1e-4, cores: 2, callMemory: 25_000),
        Loop = Way("event loop", Overlap.All, workers: 1, call: 1e-7, callMemory: 200),
        Parallel = Way("parallel loop", Overlap.Workers, workers: 2, start: 1e-5, call: 1e-8, cores: 2),
        Processes = Way("processes", Overlap.Workers, workers: 2, start: 1e-3, call: 1e-6, cores: 2) with { Byte = 1e-9, Memory = 20e6 };

    private static readonly MachineCosts Costs = MachineCosts.Of(OneThread, Threads, Loop, Parallel, Processes);

    [Fact]
    public void Many_waits_are_an_event_loops_task()
    {
        var advice = Costs.AdviceFor(new(9_000, TimeSpan.Zero, TimeSpan.FromMilliseconds(100)));

        Assert.Equal("event loop", advice.Best().Way);
        Assert.Equal(0.1 + (9_000 * 1e-7), advice.Best().Seconds.Value, 1e-6);
        Assert.Equal(9_000 * 200, advice.Best().Bytes);
        var threads = advice.Ranked.Single(one => one.Way == "dedicated threads");
        Assert.Equal((1.0, 9_000 * 25_000), (Math.Round(threads.Seconds.Value, 1), (int)threads.Bytes));
        Assert.Equal("starting a thread for each call", threads.MostOfIt);
        Assert.Equal(900, advice.Ranked.Single(one => one.Way == "sequential").Seconds.Value, 1);
    }

    [Fact]
    public void Computing_is_shared_by_the_cores_and_a_rest_of_one_call_takes_as_long_as_a_whole_one()
    {
        Assert.Equal(0.5, Seconds(Parallel, new(100, TimeSpan.FromMilliseconds(10))), 3);
        Assert.Equal(0.02, Seconds(Parallel, new(3, TimeSpan.FromMilliseconds(10))), 3);
        Assert.Equal(1, Seconds(Loop, new(100, TimeSpan.FromMilliseconds(10))), 3);
        Assert.Equal("sequential", Costs.AdviceFor(new(2, TimeSpan.FromTicks(1))).Best().Way);
    }

    [Fact]
    public void Workers_wait_in_as_many_batches_as_it_takes() =>
        Assert.Equal(50 * 0.01, Seconds(Parallel, new(100, TimeSpan.Zero, TimeSpan.FromMilliseconds(10))), 3);

    [Fact]
    public void A_pool_that_grows_while_it_is_blocked_is_a_range()
    {
        var predicted = Way("thread pool", Overlap.GrowingPool, workers: 2, cores: 2)
            .Predict(new(100, TimeSpan.Zero, TimeSpan.FromMilliseconds(100)));

        Assert.Equal(5, predicted.Seconds.High, 3);
        Assert.InRange(predicted.Seconds.Value, 1, 4.5);
    }

    [Fact]
    public void Only_what_leaves_the_process_pays_for_its_bytes()
    {
        var task = new TaskShape(10, TimeSpan.FromMilliseconds(1)) { Payload = 100_000_000 };

        Assert.Equal("sending the bytes", Costs.AdviceFor(task).Ranked.Single(one => one.Way == "processes").MostOfIt);
        Assert.True(Seconds(Processes, task) - Seconds(Processes, new(10, TimeSpan.FromMilliseconds(1))) > 0.99);
        Assert.Equal(Seconds(Parallel, new(10, TimeSpan.FromMilliseconds(1))), Seconds(Parallel, task));
    }

    [Fact]
    public void Memory_counts_the_calls_that_are_under_way_and_what_each_of_them_needs()
    {
        var task = new TaskShape(1_000, TimeSpan.FromMilliseconds(1)) { Memory = 1_000_000 };

        Assert.Equal(2e6, Parallel.Predict(task).Bytes);
        Assert.Equal(22e6, Processes.Predict(task).Bytes);
        Assert.Equal(1_000 * 1_025_000.0, Threads.Predict(task).Bytes);
    }

    [Fact]
    public void More_cores_make_those_faster_that_use_them()
    {
        var task = new TaskShape(1_000, TimeSpan.FromMilliseconds(10)) { Cores = 2 * Environment.ProcessorCount };

        Assert.Equal(2.5, Seconds(Parallel, task), 2);
        Assert.Equal(10, Seconds(Loop, task), 2);
    }

    [Fact]
    public void What_cannot_run_the_task_stands_last_and_says_why()
    {
        var last = Costs.AdviceFor(new(20_000, TimeSpan.Zero, TimeSpan.FromMilliseconds(1))).Ranked[^1];

        Assert.Equal("dedicated threads", last.Way);
        Assert.Contains("20,000 threads at once are too many", last.Refusal);
    }

    [Fact]
    public void The_advice_says_in_a_sentence_what_is_best_what_is_too_near_and_what_the_next_would_take()
    {
        string sentence = Assert.Single(Costs.AdviceFor(new(1_000, TimeSpan.FromMilliseconds(10))).Sentences);

        Assert.StartsWith("a runtime: parallel loop, about 5 s, with processes and dedicated threads too near to tell.", sentence,
            StringComparison.Ordinal);
        Assert.Contains("would take 2× as long: most of that is computing, one call after the other.", sentence);
    }

    [Fact]
    public void The_predicted_map_is_explored_as_a_measured_one()
    {
        var map = Costs.Predict([1, 30], [1, 1_000]);

        Assert.Equal("parallel loop", map.Fastest(30, 1_000)!.Model);
        Assert.Contains("sequential", map.Explore().ToString());
        Assert.Throws<ArgumentException>(() => Costs.Predict([], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Costs.Predict([41], [1]));
    }

    [Fact]
    public void The_second_map_names_the_best_way_for_each_time_of_computing_and_waiting()
    {
        var map = Costs.Map(100, [TimeSpan.FromMilliseconds(10)], [TimeSpan.Zero, TimeSpan.FromSeconds(1)], Net);

        Assert.Equal(2, map.Rows.Count);
        Assert.StartsWith("parallel loop", $"{map.Rows[0][1]}", StringComparison.Ordinal);
        Assert.Contains(Net, Assert.Throws<ArgumentException>(() => Costs.Map(100, [TimeSpan.Zero], [TimeSpan.Zero], "another")).Message);
    }

    [Theory]
    [InlineData(0, 1, 1, "1 to 10,000,000")]
    [InlineData(1, -1, 1, "0 to an hour")]
    [InlineData(1, 1, 3_600_001, "0 to an hour")]
    public void A_task_that_makes_no_sense_is_refused_with_what_is_allowed(int calls, int computing, int waiting, string allowed) =>
        Assert.Contains(allowed,
            Assert.Throws<ArgumentOutOfRangeException>(
                () => new TaskShape(calls, TimeSpan.FromMilliseconds(computing), TimeSpan.FromMilliseconds(waiting))).Message);

    [Fact(Timeout = 60_000)]
    public async Task A_function_is_probed_for_all_the_time_that_it_takes()
    {
        var task = await TaskShape.ProbeAsync(() => Task.Delay(50, TestContext.Current.CancellationToken), calls: 7,
            TimeSpan.FromMilliseconds(200));

        Assert.Equal(7, task.Calls);
        Assert.True(task.Computing + task.Waiting >= TimeSpan.FromMilliseconds(45), $"{task}");
    }

    [Fact(Timeout = 300_000)]
    public async Task The_costs_of_this_machine_are_measured_once_and_kept_unless_other_programs_used_it_meanwhile()
    {
        var first = await MachineCosts.FindAsync(fresh: true, TestContext.Current.CancellationToken);

        if (!first.Measured.Contains("They are not kept", StringComparison.Ordinal))
            Assert.Equal(first.Ways, (await MachineCosts.FindAsync(cancellationToken: TestContext.Current.CancellationToken)).Ways);
        Assert.Superset(ExecutionModel.InProcess.Select(model => model.Name).ToHashSet(), first.Ways.Select(way => way.Way).ToHashSet());
        Assert.All(first.Ways,
            way => Assert.True(way.Start.Value > 0 && way.Call.Value > 0 && way.Cores.Value > 0 && way.FibonacciSecond > 0, $"{way}"));

        var check = await AdviserCheck.RunAsync(first, tasks: 3, seed: 7, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(3, check.Tasks.Count);
        Assert.All(check.Tasks, task => Assert.Contains(task.Advised.Way, task.Took.Keys));
        Assert.InRange(check.Named, 0, 1);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => AdviserCheck.RunAsync(first, tasks: 0));
    }

    [Fact]
    public void A_few_short_calls_gain_nothing_by_cores_that_begin_after_they_are_done()
    {
        var late = Parallel with { Ramp = 1e-3 };
        var few = new TaskShape(20, TimeSpan.FromMicroseconds(10));
        var many = new TaskShape(2_000, TimeSpan.FromMicroseconds(10));

        Assert.Equal(Seconds(Parallel, few) + 100e-6, Seconds(late, few), 1e-9);
        Assert.Equal(Seconds(Parallel, many) + 1e-3, Seconds(late, many), 1e-9);
    }

    private static double Seconds(WayCosts way, TaskShape task) => way.Predict(task).Seconds.Value;

    private static WayCosts Way(string name, Overlap overlap, int workers, double start = 0, double call = 0, double cores = 1,
        double callMemory = 0) =>
        new(Net, name, overlap, workers, Sure(start), Sure(call), Sure(cores), Sure(0), Sure(0), 0, callMemory,
            0) { FibonacciSecond = 1e-9 };

    private static Estimate Sure(double value) => new(value, value, value);
}
