using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public class PythonFutureAbilityTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Each_ability_that_NET_tries_is_tried_in_CPython_and_comes_out_as_its_documentation_says()
    {
        foreach (CPython python in await OldestAndNewestAsync())
        {
            IReadOnlyList<PythonFutureAbility> there = await PythonFutureAbility.TryAllAsync(python, Token);

            Assert.Equal((await FutureComparison.TryAllAsync()).Select(ability => ability.Python), there.Select(ability => ability.Name));
            Assert.Equal("True, cancelled, it never ran", Of("future.cancel(), queued"));
            Assert.StartsWith("False", Of("future.cancel(), running"), StringComparison.Ordinal);
            Assert.StartsWith("TimeoutError; it ran on", Of("future.result(timeout)"), StringComparison.Ordinal);
            Assert.Equal("submitted first, second; completed second, first", Of("as_completed(futures)"));
            Assert.Equal("the quick one", Of("wait(futures, FIRST_COMPLETED)"));
            Assert.Equal("6765, 1, 55 for 20, 1, 10", Of("executor.map(function, items)"));

            string Of(string name) => there.Single(ability => ability.Name == name).Outcome;
        }
    }

    [Fact]
    public void What_CPython_did_stands_in_a_column_of_its_own_where_there_is_one()
    {
        FutureAbility[] abilities = [new("future.result()", "await task", "the value 55"), new("other", "none", "-")];
        var python = new CPython("/fake", new("3.13.0"), GilState.On, IsFreeThreaded: false, InterpretersModule: null, "PATH");

        Assert.Equal(3, abilities.ToTable().Columns.Count);
        Assert.Equal(["the value 56", null], abilities.ToTable(python, [new("future.result()", "the value 56")]).Rows.Select(row => row[3]));
    }

    private static async Task<IReadOnlyList<CPython>> OldestAndNewestAsync()
    {
        var all = await FoundPythons.AllAsync();
        return all.Count > 1 ? [all[0], all[^1]] : all;
    }
}
