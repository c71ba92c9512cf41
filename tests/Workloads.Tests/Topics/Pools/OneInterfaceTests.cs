using Workloads.Measuring;
using Workloads.Topics;

namespace Workloads.Tests;

public class OneInterfaceTests
{
    [Fact(Timeout = 180_000)]
    public async Task Threads_and_processes_do_what_they_promise_in_both_runtimes()
    {
        OneInterface tried = await OneInterface.TryAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.All(tried.Judge(Claims.D9).Verdicts, verdict => Assert.Equal(Ruling.Holds, verdict.Ruling));
        Assert.Equal(tried.Build is null ? 1 : 2, tried.Judge(Claims.D9).Verdicts.Count);
        Assert.True(tried.Python is null || tried.Python.Keys.SequenceEqual(tried.DotNet.Keys));
        Assert.Throws<ArgumentException>(() => tried.Judge(Claims.E9));
    }

    [Fact]
    public void One_ability_that_does_not_come_out_refutes_it()
    {
        var tried = new OneInterface(
            new Dictionary<string, IReadOnlyList<bool>> { ["a result"] = [true, true], ["cancelling"] = [true, false] });

        Assert.Equal(Ruling.HoldsNot, Assert.Single(tried.Judge(Claims.D9).Verdicts).Ruling);
        Assert.Equal(InBoth.NoPython, tried.Judge(Claims.D9).LeftOut);
    }
}
