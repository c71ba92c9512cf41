using FsCheck;
using FsCheck.Fluent;
using Workloads.Interpreter;
using Workloads.Topics;

namespace Workloads.Tests;

public class BoundedPipelineTests
{
    private const int TimeLimit = 60_000;

    [Fact(Timeout = TimeLimit)]
    public async Task Nothing_is_lost_and_the_order_is_kept_whatever_the_shape()
    {
        await Task.Yield();
        var shapes = from items in Gen.Choose(0, 200)
                     from workers in Gen.ArrayOf(Gen.Choose(1, 4), 3)
                     from capacities in Gen.ArrayOf(Gen.Choose(1, 9), 3)
                     select (items, workers, capacities);

        Prop.ForAll(shapes.ToArbitrary(), shape =>
        {
            var pipeline = BoundedPipeline.First("double", (int x) => 2 * x, shape.workers[0], shape.capacities[0])
                .Then("add", x => x + 1L, shape.workers[1], shape.capacities[1])
                .Then("write", x => $"{x}", shape.workers[2], shape.capacities[2]);

            var run = pipeline.RunAsync(Enumerable.Range(0, shape.items)).GetAwaiter().GetResult();

            Assert.Equal(Enumerable.Range(0, shape.items).Select(x => $"{2 * x + 1}"), run.Results);
            Assert.All(run.Stages, stage => Assert.Equal(shape.items, stage.Handled));
            Assert.All(run.Stages, stage => Assert.InRange(stage.LongestQueue, 0, stage.Capacity));
            Assert.Equal(["double", "add", "write"], run.Stages.Select(stage => stage.Name));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    // Longer and longer: on a busy machine the stages may start late.
    [Fact(Timeout = Chance.TimeLimit)]
    public Task A_slow_stage_holds_up_the_one_before_and_the_source() => Chance.HappensAsync("The slow stage holds up the quick one.", 200, async milliseconds =>
    {
        using var open = new SemaphoreSlim(0);
        int fed = 0, made = 0;
        IEnumerable<int> Source()
        {
            for (int i = 0; i < 100; i++)
            {
                fed = i + 1;
                yield return i;
            }
        }

        var running = BoundedPipeline.First("quick", (int x) => { made++; return x; }, capacity: 2)
            .Then("slow", async (x, token) => { await open.WaitAsync(token); return x; }, capacity: 3)
            .RunAsync(Source(), TestContext.Current.CancellationToken);
        await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
        (int fedWhileShut, int madeWhileShut) = (Volatile.Read(ref fed), Volatile.Read(ref made));
        open.Release(100);
        var run = await running;

        // One in the slow stage's hands, 3 waiting before it and 1 in the quick stage's hands; then 2 waiting and 1 in the source's.
        Assert.InRange(madeWhileShut, 0, 5);
        Assert.InRange(fedWhileShut, 0, 8);
        Assert.Equal(100, run.Results.Count);
        return madeWhileShut > 0 && fedWhileShut > 0 && run.Stages[0].HeldUp > TimeSpan.FromMilliseconds(100) && run.Bottleneck.Name == "slow";
    });

    [Fact(Timeout = TimeLimit)]
    public async Task Several_workers_of_a_stage_work_at_once()
    {
        using var all = new CountdownEvent(3);

        var run = await BoundedPipeline.First("meet", (int x) => { all.Signal(); all.Wait(TestContext.Current.CancellationToken); return x; }, workers: 3)
            .RunAsync([1, 2, 3], TestContext.Current.CancellationToken);

        Assert.Equal([1, 2, 3], run.Results);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_failing_stage_stops_all_and_names_itself_and_the_item()
    {
        int fed = 0;
        IEnumerable<int> Endless()
        {
            while (true)
                yield return fed++;
        }

        var failure = await Assert.ThrowsAsync<PipelineFailedException>(() => BoundedPipeline.First("pass", (int x) => x, workers: 2, capacity: 2)
            .Then("check", x => x == 40 ? throw new InvalidDataException("forty") : x, capacity: 2)
            .Then("write", x => x, capacity: 2)
            .RunAsync(Endless(), TestContext.Current.CancellationToken));
        int fedAtTheEnd = fed;
        await Task.Delay(50, TestContext.Current.CancellationToken);

        Assert.Equal(("check", 40), (failure.Stage, failure.Item));
        Assert.IsType<InvalidDataException>(failure.InnerException);
        Assert.InRange(failure.Delivered, 0, 41);
        Assert.Equal(fedAtTheEnd, fed);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_failing_source_is_reported_as_such()
    {
        static IEnumerable<int> Source()
        {
            yield return 1;
            throw new IOException("unreadable");
        }

        var failure = await Assert.ThrowsAsync<PipelineFailedException>(
            () => BoundedPipeline.First("pass", (int x) => x).RunAsync(Source(), TestContext.Current.CancellationToken));

        Assert.Equal(("source", 1), (failure.Stage, failure.Item));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Cancelling_stops_every_stage()
    {
        using var source = new CancellationTokenSource();
        int running = 0;
        var pipeline = BoundedPipeline.First("wait", async (int x, CancellationToken token) =>
        {
            Interlocked.Increment(ref running);
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }

            return x;
        }, workers: 3);

        var run = pipeline.RunAsync(Enumerable.Range(0, 10), source.Token);
        SpinWait.SpinUntil(() => Volatile.Read(ref running) == 3);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(0, running);
    }

    [Fact]
    public void A_stage_without_workers_or_room_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BoundedPipeline.First("none", (int x) => x, workers: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BoundedPipeline.First("none", (int x) => x, capacity: 0));
    }
}
