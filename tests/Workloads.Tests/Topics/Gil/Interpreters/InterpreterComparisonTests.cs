using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class InterpreterComparisonTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Builds_without_interpreters_are_left_out()
    {
        var old = new CPython("/fake/python3.11", new(3, 11, 7), GilState.On, IsFreeThreaded: false, InterpretersModule: null, "PATH");

        InterpreterComparison compared = await InterpreterComparison.MeasureAsync([old], lives: 2, calls: 2, repeats: 1, Token);

        Assert.Empty(compared.Builds);
        Assert.All([compared.Model, compared.Isolate], life => Assert.True(life.Create > TimeSpan.Zero && life.Whole > life.Create));
        Assert.True(double.IsFinite(compared.Model.SpeedUp) && compared.Isolate.SpeedUp > 0);
        Assert.Equal(["the model", "AssemblyLoadContext"], compared.ToTable().Rows.Select(row => row[0]));
    }

    [Fact(Timeout = Chance.TimeLimit)]
    public async Task Each_build_with_interpreters_has_a_row()
    {
        CPython python = await FoundPythons.WithInterpretersAsync();

        // More and more lives: a busy machine may hold up some of them in whatever they do.
        await Chance.HappensAsync("To create an interpreter takes longer than to run next to nothing in it.", 2, async lives =>
        {
            InterpreterComparison compared = await InterpreterComparison.MeasureAsync([python], lives, calls: 2, repeats: 1, Token);

            InterpreterLife life = Assert.Single(compared.Builds);
            Assert.Equal(python.Name, life.Name);
            Assert.True(life.SpeedUp > 0);
            return life.Create > life.Run;
        });
    }
}
