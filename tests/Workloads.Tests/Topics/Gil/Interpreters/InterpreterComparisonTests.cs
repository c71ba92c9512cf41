using Workloads.Measuring;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class InterpreterComparisonTests
{
    private const string Old = "CPython 3.12.1", New = "CPython 3.13.0";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Each_build_with_interpreters_has_a_row_and_the_others_are_named()
    {
        var found = await FoundPythons.AllAsync();

        InterpreterComparison compared = await InterpreterComparison.MeasureAsync(lives: 2, calls: 2, rounds: 1, Token);

        Assert.Equal(found.Where(build => build.HasInterpreters).Select(build => build.Name).Distinct(),
            compared.Builds.Select(build => build.Kind.Name));
        Assert.Equal(found.Where(build => !build.HasInterpreters).Select(build => build.Name).Distinct(), compared.Without);
        Assert.All([compared.Model, compared.Isolates, .. compared.Builds.Select(build => build.Kind)],
            kind => Assert.Equal((2, 2), (kind.Lives.Rounds, kind.Right)));
        Assert.Equal(2 + compared.Builds.Count, compared.ToTable().Rows.Count);
    }

    [Theory]
    [InlineData(0.52, 0, Ruling.Holds)]
    [InlineData(1.02, 0, Ruling.HoldsNot)]
    [InlineData(0.52, 1, Ruling.HoldsNot)]
    [InlineData(0.8, 0, Ruling.Undecided)]
    internal void They_run_in_parallel_and_have_no_public_name_before_3_13(double two, int publicNames, Ruling ruling)
    {
        if (Environment.ProcessorCount == 1)
            Required.Skip("with one core nothing runs in parallel");
        string[] names = [.. Enumerable.Repeat("interpreters.create", publicNames)];

        Judgement judged = Of(two, right: 8, names).Judge(Claims.A11);

        Assert.Equal(ruling, judged.RulingOf(Old));
        Assert.Contains("CPython 3.8.18", judged.LeftOut, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, Ruling.Holds)]
    [InlineData(7, Ruling.HoldsNot)]
    internal void Each_life_hands_its_outcome_over(int right, Ruling ruling) =>
        Assert.Equal(ruling, Of(0.5, right, []).Judge(Claims.A12).RulingOf(New));

    [Fact]
    public void Other_claims_are_refused() => Assert.Throws<ArgumentException>(() => Of(0.5, 8, []).Judge(Claims.A6));

    private static InterpreterComparison Of(double two, int right, IReadOnlyList<string> names)
    {
        InterpreterKind model = Kind(Peers.Model), isolates = Kind("AssemblyLoadContext");
        return new(model, isolates, [(new(3, 12, 1), Kind(Old)), (new(3, 13, 0), Kind(New))], ["CPython 3.8.18"]);

        InterpreterKind Kind(string name) =>
            new(name, new(["create", "run", "close"], [.. Enumerable.Repeat(new double[] { 1, 1, 1, 1, 1, 1, 1, 1 }, 3)]), right,
                MadeUpRounds.Of(("one interpreter", 1), ("2 interpreters", two)), names);
    }
}
