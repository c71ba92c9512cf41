using Workloads.Models;

namespace Workloads.Tests;

public class CallsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(Calls.MaxCallers + 1)]
    public void A_number_of_callers_out_of_range_is_refused_with_the_range(int callers)
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => new Calls(Workload.Nothing, 1, callers));

        Assert.Contains("from 1 to 10,000,000 callers", refusal.Message);
        Assert.Contains($"{callers}", refusal.Message);
    }

    [Fact]
    public void A_size_out_of_the_workloads_range_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Calls(Workload.Fibonacci, 93, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Calls(Workload.Fibonacci, [1, 2, -3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Calls(Workload.Fibonacci, []));
    }

    [Fact]
    public void Every_caller_has_the_one_size_or_its_own()
    {
        var same = new Calls(Workload.Nothing, 7, 3);
        var own = new Calls(Workload.Nothing, [5, 6]);

        Assert.Equal([7, 7, 7], Enumerable.Range(0, same.Count).Select(same.SizeOf));
        Assert.Equal([5, 6], Enumerable.Range(0, own.Count).Select(own.SizeOf));
        Assert.True(same.AreUniform);
        Assert.False(own.AreUniform);
    }
}
