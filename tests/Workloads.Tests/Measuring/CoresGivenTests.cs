using Workloads.Measuring;

namespace Workloads.Tests;

public sealed class CoresGivenTests
{
    private static readonly Turns NoGain = Of(1, 0.95), Gain = Of(1, 0.55);

    [Fact]
    public async Task No_gain_by_threads_decides_nothing_where_plain_threads_have_none_either()
    {
        Turns turns = await CoresGiven.MeasureAsync(Once(NoGain), Parallel, Takes(0.93));

        Assert.Equal(
            "two plain threads took 0.93× the time of one right afterwards. Run it again when the machine gives two cores.",
            turns.MissingCores);
        Assert.Equal(Ruling.Undecided, Parallel(turns).Single().Ruling);
    }

    [Fact]
    public async Task A_gain_decides_in_the_same_rounds()
    {
        var three = new Turns(["one", "two", "three"], [Rows(1), Rows(0.95), Rows(0.4)]);

        Turns turns = await CoresGiven.MeasureAsync(Once(three), Parallel, Takes(0.93));

        Assert.Equal(Ruling.Holds, turns.Compare("three").AtMost(0.8).Ruling);
        Assert.Equal(Ruling.Undecided, turns.Only("one", "two").Compare("two").AtMost(0.8).Ruling);
    }

    [Fact]
    public async Task No_gain_decides_where_plain_threads_have_one() =>
        Assert.Same(NoGain, await CoresGiven.MeasureAsync(Once(NoGain), Parallel, Takes(0.55)));

    [Fact]
    public async Task Nothing_is_asked_where_there_is_a_gain() =>
        Assert.Same(Gain, await CoresGiven.MeasureAsync(Once(Gain), Parallel, Never));

    [Fact]
    public async Task Nothing_is_asked_for_what_needs_no_cores() =>
        Assert.Same(NoGain, await CoresGiven.MeasureAsync(Once(NoGain), static turns => [turns.Compare("two").AtMost(0.8)], Never));

    [Fact(Timeout = 60_000)]
    public async Task The_machine_is_asked_when_nobody_says_what_it_gives()
    {
        Turns turns = await CoresGiven.MeasureAsync(
            () => Task.FromResult(NoGain), Parallel, cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(turns.MissingCores is null || turns.MissingCores.StartsWith("two plain threads took", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_cores_come_back_all_is_measured_again()
    {
        var measured = new Queue<Turns>([NoGain, Gain]);
        var given = new Queue<double>([0.93, 0.97, 0.55]);

        Assert.Same(Gain, await CoresGiven.MeasureAsync(
            () => Task.FromResult(measured.Dequeue()), Parallel, () => Task.FromResult(given.Dequeue())));
        Assert.Empty(given);
    }

    [Fact]
    public async Task What_no_number_of_cores_could_bring_is_decided_without_them()
    {
        var slow = new Turns(["one", "two"], [Rows(1), Rows(10 * Environment.ProcessorCount)]);

        Turns turns = await CoresGiven.MeasureAsync(Once(slow), Parallel, Takes(0.93));

        Assert.Equal(Ruling.HoldsNot, turns.Compare("two").AtMost(0.8).Ruling);
        Assert.Equal(Ruling.Holds, turns.Compare("two").AtLeast(1.1).Ruling);
        Assert.Equal(Ruling.Undecided, turns.Compare("two").AtLeast(10.5).Ruling);
    }

    private static Func<Task<Turns>> Once(Turns turns)
    {
        var measured = new Queue<Turns>([turns]);
        return () => Task.FromResult(measured.Dequeue());
    }

    private static IEnumerable<Expectation> Parallel(Turns turns) =>
        [turns.Compare("two").AtMost(0.8) with { NeedsCores = true }];

    private static Func<Task<double>> Takes(double ratio) => () => Task.FromResult(ratio);

    private static Task<double> Never() => throw new InvalidOperationException("Nobody was to ask.");

    private static Turns Of(double one, double two) => new(["one", "two"], [Rows(one), Rows(two)]);

    private static double[] Rows(double value) => [.. Enumerable.Range(0, 9).Select(round => value + (round * 1e-3))];
}
