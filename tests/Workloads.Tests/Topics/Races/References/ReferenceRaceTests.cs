using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class ReferenceRaceTests
{
    public static TheoryData<string> Kinds => ["plain", "interlocked", "biased"];

    [Theory(Timeout = 30_000)]
    [MemberData(nameof(Kinds))]
    public async Task With_one_thread_every_kind_frees_each_object_once_and_in_time(string kind)
    {
        ReferenceRace race = await Task.Run(() => ReferenceRace.Run(Make(kind), threads: 1, objects: 20, pairs: 100));

        Assert.Equal((0, 0), (race.FreedEarly, race.Leaked));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("interlocked")]
    [InlineData("biased")]
    public async Task With_several_threads_the_safe_kinds_do_so_too(string kind)
    {
        ReferenceRace race = await Task.Run(() => ReferenceRace.Run(Make(kind), threads: 3, objects: 50, pairs: 2_000));

        Assert.Equal((kind, 3, 50), (race.Kind, race.Threads, race.Objects));
        Assert.Equal((0, 0), (race.FreedEarly, race.Leaked));
    }

    [Fact(Timeout = Chance.TimeLimit)]
    public async Task With_several_threads_plain_counts_go_wrong()
    {
        Assert.SkipWhen(Environment.ProcessorCount == 1, "There is one core alone.");

        // Whether two threads meet is chance, and rare where other programs keep the cores busy.
        await Chance.HappensAsync("An object is freed early or leaks.", 500_000, pairs =>
        {
            ReferenceRace race = ReferenceRace.Run(Make("plain"), threads: 2, objects: 20, pairs, TestContext.Current.CancellationToken);
            return race.FreedEarly + race.Leaked > 0;
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_object_lives_until_its_last_reference_is_dropped(string kind)
    {
        ReferenceCount count = Make(kind)();
        count.TakeAndDrop(3);
        Assert.False(count.IsFreed);

        count.DropLast();

        Assert.True(count.IsFreed);
    }

    private static Func<ReferenceCount> Make(string kind) => ReferenceCount.All.Single(make => make().Name == kind);
}
