using Workloads.Measuring;

namespace Workloads.Tests;

public class RoundsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_way_has_one_turn_a_round_and_the_first_turn_moves_on()
    {
        var journal = new List<string>();
        Rounds rounds = Of(journal, ("a", _ => 1), ("b", _ => 1), ("c", _ => 1));

        for (int round = 0; round < 3; round++)
            await rounds.TakeAsync(cancellationToken: Token);

        Assert.Equal("abcbcacab", string.Concat(journal));
        Assert.Equal(3, rounds.Taken);
    }

    [Fact]
    public async Task Ways_are_compared_by_the_rounds_in_which_both_had_a_turn()
    {
        Rounds rounds = Of([], ("a", round => round == 1 ? 100 : 2), ("b", _ => 1));

        await rounds.TakeAsync(cancellationToken: Token);
        await rounds.TakeAsync(only: [0], cancellationToken: Token);
        await rounds.TakeAsync(cancellationToken: Token);

        Comparison comparison = rounds.Compare(0, 1);
        Assert.Equal((2, 2.0), (comparison.Rounds, comparison.Ratio.Value));
    }

    [Fact]
    public async Task A_way_that_failed_has_no_number()
    {
        Rounds rounds = Of([], ("a", round => round == 0 ? double.NaN : 2), ("b", _ => 1));

        await rounds.TakeAsync(cancellationToken: Token);
        await rounds.TakeAsync(cancellationToken: Token);

        Assert.Equal(1, rounds.Compare(0, 1).Rounds);
    }

    [Fact]
    public async Task Rounds_end_when_the_ratios_are_as_precise_as_asked_and_not_before_the_fewest()
    {
        var journal = new List<string>();
        Way[] ways = [WayOf(journal, "a", _ => 1), WayOf(journal, "b", _ => 2)];

        Turns turns = await new InTurns { Ways = ways, Time = TimeSpan.FromMinutes(1) }.RunAsync(Token);

        Assert.Equal(InTurns.MinRounds, turns.Rounds);
        Assert.True(turns.Compare("b").IsSlower);
        Assert.Equal(2 * (InTurns.MinRounds + 1), journal.Count);
    }

    [Fact]
    public async Task Without_time_the_fewest_rounds_are_taken_though_they_are_not_precise()
    {
        var random = new Random(1);

        Turns turns = await new InTurns
        {
            Ways = [WayOf([], "a", _ => 1 + random.NextDouble()), WayOf([], "b", _ => 1 + random.NextDouble())],
            Time = TimeSpan.Zero
        }.RunAsync(Token);

        Assert.Equal(InTurns.MinRounds, turns.Rounds);
    }

    [Theory]
    [InlineData(7, 4, Ruling.Holds)] // so many turns are in doubt, the warm-up's with them
    [InlineData(int.MaxValue, 16, Ruling.Undecided)]
    internal async Task Rounds_go_on_while_they_leave_a_doubt_and_not_for_ever(int inDoubt, int times, Ruling expected)
    {
        Way[] ways = [WayOf([], "a", _ => 1), WayOf([], "b", turn => turn >= inDoubt ? 0.5 : turn % 2 == 0 ? 0.8 : 1)];
        static Expectation Faster(Turns turns) => turns.Compare("b").AtMost(0.9);

        Turns turns = await new InTurns { Ways = ways, MaxRounds = InTurns.MinRounds, Decides = turns => [Faster(turns)] }.RunAsync(Token);

        Assert.Equal(times * InTurns.MinRounds, turns.Rounds);
        Assert.Equal(expected, Faster(turns).Ruling);
    }

    [Fact]
    public async Task What_more_rounds_cannot_decide_is_not_measured_again()
    {
        Way[] ways = [WayOf([], "a", _ => 1), WayOf([], "b", turn => turn % 2 == 0 ? 0.8 : 1)];

        Turns turns = await new InTurns
        {
            Ways = ways, MaxRounds = InTurns.MinRounds,
            Decides = static turns => [turns.Compare("b").AtMost(0.9) with { Doubt = "there is one core." }],
        }.RunAsync(Token);

        Assert.Equal(InTurns.MinRounds, turns.Rounds);
    }

    private static Rounds Of(List<string> journal, params (string Name, Func<int, double> Value)[] ways) =>
        new([.. ways.Select(way => WayOf(journal, way.Name, way.Value))]);

    private static Way WayOf(List<string> journal, string name, Func<int, double> value)
    {
        int turn = 0;
        return new(name, _ =>
        {
            journal.Add(name);
            return Task.FromResult(value(turn++));
        });
    }
}
