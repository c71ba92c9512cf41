using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public class PayingRecordsTests
{
    private static readonly CPython Python = new("/usr/bin/python3", new(3, 13, 0), GilState.On, IsFreeThreaded: false, null, "a test");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0.6, 4, 0.9, Ruling.Holds)]
    [InlineData(0.6, 0.7, 0.9, Ruling.HoldsNot)] // it pays with much data, too
    [InlineData(1.4, 4, 0.9, Ruling.HoldsNot)] // it never pays
    [InlineData(0.6, 4, 0.1, Ruling.HoldsNot)] // it is not serialising that takes the time
    internal void A_pool_pays_with_little_data_and_not_with_much_for_serialising_is_heavy(double few, double many, double share,
        Ruling ruling)
    {
        PayingRecords paying = Made(few, many);

        Judgement judgement = paying.Judge(Claims.E9, Steps(share));

        Assert.Equal([ruling, ruling], judgement.Verdicts.Select(verdict => verdict.Ruling));
        Assert.Throws<ArgumentException>(() => paying.Judge(Claims.A7, Steps(share)));
    }

    [Fact]
    public void One_worker_decides_nothing_and_without_CPython_the_judgement_says_so()
    {
        PayingRecords paying = Made(1.2, 4) with { Workers = 1 };

        Assert.Equal(Ruling.Undecided, paying.Judge(Claims.E9, Steps(0.9)).Verdicts[0].Ruling);
        Assert.Equal(InBoth.NoPython, (paying with { Times = new(paying.Times.DotNet) }).Judge(Claims.E9, Steps(0.9)).LeftOut);
    }

    [Fact(Timeout = 180_000)]
    public async Task Records_travel_there_and_back_in_both_runtimes_and_can_be_shown()
    {
        PayingRecords paying =
            await PayingRecords.MeasureAsync([5, 0, 5], fibSize: 5, pythonFibSize: 5, rounds: 1, cancellationToken: Token);
        ObjectSteps steps = await ObjectSteps.MeasureAsync(items: 3, rounds: 2, Token);

        Assert.Equal([0, 5], paying.Records);
        Assert.Equal(3, paying.Times.DotNet.Names.Count);
        Assert.Equal(["bytes", "integers", "dictionaries"], steps.DotNet.Keys);
        Assert.Equal(24, steps.DotNet["bytes"].Bytes);
        Assert.All(steps.DotNet.Values,
            step => Assert.Equal([2, 2, 2, 2], [step.Serialise.Count, step.Copy.Count, step.There.Count, step.Deserialise.Count]));
        Assert.True(steps.Python is null || steps.Python.Keys.SequenceEqual(steps.DotNet.Keys));
        Assert.Contains("<svg", paying.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("dictionaries", steps.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_that_make_no_sense_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => PayingRecords.MeasureAsync([], cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>(() => PayingRecords.MeasureAsync([7], cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PayingRecords.MeasureAsync([0, -1], cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ObjectSteps.MeasureAsync(items: -1, cancellationToken: Token));
    }

    private static PayingRecords Made(double few, double many)
    {
        string[] names = ["one thread", PayingRecords.Name(0), PayingRecords.Name(1_000)];
        var turns = new Turns(names, [Rounds(1), Rounds(few), Rounds(many)]);
        return new(new(turns, turns, Python), [0, 1_000], 2, 2);
    }

    private static ObjectSteps Steps(double share)
    {
        double[] rest = Rounds(1 - share), third = Rounds(share / 3);
        var steps = new Dictionary<string, StepTimes> { [ObjectSteps.Dictionaries] = new(100, third, rest, third, third) };
        return new(1_000, steps, steps, Python);
    }

    private static double[] Rounds(double seconds) => [.. Enumerable.Range(0, 11).Select(round => seconds * (1 + 0.001 * (round % 3)))];
}
