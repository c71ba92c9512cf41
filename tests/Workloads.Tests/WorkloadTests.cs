using Workloads.Interpreter;
using Workloads.Models;

namespace Workloads.Tests;

public class WorkloadTests
{
    [Theory]
    [InlineData("fibonacci")]
    [InlineData("is-prime")]
    [InlineData("wait")]
    [InlineData("nothing")]
    [InlineData("Fibonacci")]
    public void A_built_in_workload_is_found_by_its_name_in_any_case(string name) =>
        Assert.Equal(name, Workload.Named(name).Name, ignoreCase: true);

    [Fact]
    public void An_unknown_name_is_refused_with_the_names_there_are()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Workload.Named("factorial"));

        Assert.Contains("'factorial'", refusal.Message);
        Assert.All(Workload.All, workload => Assert.Contains(workload.Name, refusal.Message));
    }

    [Fact]
    public void The_names_are_all_different() =>
        Assert.Distinct(Workload.All.Select(workload => workload.Name), StringComparer.OrdinalIgnoreCase);

    [Theory]
    [InlineData("fibonacci", -1)]
    [InlineData("fibonacci", 93)]
    [InlineData("is-prime", -1)]
    [InlineData("wait", -1)]
    [InlineData("wait", int.MaxValue)]
    [InlineData("nothing", long.MinValue)]
    public async Task A_size_out_of_range_is_refused_with_the_range(string name, long size)
    {
        Workload workload = Workload.Named(name);

        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => workload.Run(size));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await workload.RunAsync(size));

        Assert.Contains(Invariant($"{workload.MinSize:N0} to {workload.MaxSize:N0}"), refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"{size}", refusal.Message);
    }

    [Fact]
    public void Nothing_returns_its_size() => Assert.Equal(17, Workload.Nothing.Run(17));

    [Fact]
    public void A_workload_of_ones_own_runs_its_function()
    {
        var square = new Workload("square", size => size * size, minSize: 1, maxSize: 1_000);

        Assert.Equal(144, square.Run(12));
        Assert.Throws<ArgumentOutOfRangeException>(() => square.Run(0));
        Assert.False(square.Waits);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_workload_without_a_name_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => new Workload(name, size => size));

    [Fact]
    public void A_workload_with_an_empty_range_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Workload("empty", size => size, minSize: 2, maxSize: 1));
}
