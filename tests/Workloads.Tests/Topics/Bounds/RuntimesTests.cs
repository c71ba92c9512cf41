using Workloads.Measuring;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class RuntimesTests
{
    private const int TimeLimit = 180_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0.5, false, false, Ruling.Holds)]
    [InlineData(1, false, false, Ruling.HoldsNot)]
    [InlineData(0.75, false, false, Ruling.Undecided)]
    [InlineData(1, true, false, Ruling.Holds)]
    [InlineData(0.5, true, false, Ruling.Undecided)]
    [InlineData(0.5, true, true, Ruling.HoldsNot)]
    internal void Only_CPython_is_to_have_a_lock(double ratio, bool isCPython, bool isFreeThreaded, Ruling ruling)
    {
        Runtimes runtimes = Made()
            with { Locks = [new("a test", isCPython, isFreeThreaded,
            new Turns([RuntimeLock.One, RuntimeLock.Two], [Rounds(1), Rounds(ratio, turn: 2)]))] };

        Verdict verdict = Assert.Single(runtimes.Judge(Claims.D6).Verdicts);

        Assert.Equal(Environment.ProcessorCount > 1 ? ruling : Ruling.Undecided, verdict.Ruling);
        Assert.Contains("Two threads take", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_found_is_told_and_another_claim_is_refused()
    {
        Runtimes runtimes = Made() with { LeftOut = PyPy.LeftOut };

        Assert.Equal(PyPy.LeftOut, runtimes.Judge(Claims.D6).LeftOut);
        Assert.Throws<ArgumentException>(() => runtimes.Judge(Claims.D1));
    }

    [Fact]
    public void A_setting_is_faster_or_slower_only_as_far_as_its_interval_says()
    {
        double[] wide = [.. Rounds(1).Select((value, round) => value * (round % 2 == 0 ? 0.5 : 2))];
        var later = new Turns([".NET", "slow", "fast", "same", "wide"], [Rounds(1), Rounds(1.5), Rounds(0.5), Rounds(1), wide]);

        Assert.Equal(["slower", "faster", "undecided", "undecided"],
            later.Names.Skip(1).Select(name => Runtimes.Word(later.Compare(name))));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task All_settings_and_builds_are_one_list_and_can_be_shown()
    {
        Runtimes runtimes = await Runtimes.MeasureAsync(size: 12, rounds: 1, cancellationToken: Token);

        Assert.Equal(RuntimeSetting.All.Select(setting => setting.Name), runtimes.Later.Names.Take(RuntimeSetting.All.Count));
        Assert.Equal(runtimes.Later.Names, runtimes.Start.Names);
        Assert.Equal(runtimes.Later.Names.Count, runtimes.ToTable().Rows.Count);
        Assert.All(runtimes.Later.Names, name => Assert.True(runtimes.Later.Took(name).Value > 0 && runtimes.Start.Took(name).Value > 0));
        Assert.Equal((await CPythons.FindAsync(Token)).Builds.Count > 0, runtimes.Locks.Any(one => one.IsCPython));
        Assert.Contains("JITMinOpts=1", runtimes.ToHtml(), StringComparison.Ordinal);
    }

    // Again and again, since other tests run beside this one: what is never optimised takes twice as long.
    [Fact(Timeout = Chance.TimeLimit)]
    public Task A_setting_reaches_the_child() => Chance.HappensAsync("Code that is never optimised is slower.", 1, async _ =>
    {
        RuntimeSetting never = RuntimeSetting.All.Single(setting => setting.Name == "JITMinOpts=1");

        RuntimeRun slow = await RuntimeRun.RunAsync(never, size: 20, Token),
            usual = await RuntimeRun.RunAsync(RuntimeSetting.Default, size: 20, Token);

        return slow.Later > 1.2 * usual.Later;
    });

    [Fact]
    public async Task A_number_out_of_range_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Runtimes.MeasureAsync(size: 31, cancellationToken: Token));
        Assert.StartsWith("size must lie from 1 to 30.", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Runtimes.MeasureAsync(rounds: 0, cancellationToken: Token));
    }

    private static Runtimes Made()
    {
        var one = new Turns([".NET"], [Rounds(1)]);
        return new(one, one, one, [], "");
    }

    private static double[] Rounds(double seconds, int turn = 3) =>
        [.. Enumerable.Range(0, 11).Select(round => seconds * (1 + 0.001 * (round % turn)))];
}
