using Workloads.Interpreter;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public class PythonBoundTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Work_that_waits_uses_hardly_any_processor_time_and_work_that_computes_uses_as_much_as_it_gets()
    {
        IReadOnlyList<PythonBound> bounds = await PythonBound.ProbeAsync(await FoundPythons.NewestAsync(), size: 22, TimeSpan.FromMilliseconds(100), bytes: 1_000, threads: 2, Token);

        Assert.Equal(["fibonacci(22)", "wait(100)", "half fib(22), half a wait", "write 1000 bytes to disk", "fib(22) in 2 threads"], bounds.Select(bound => bound.Name));
        Assert.True(bounds[1].Cpu < BoundVerdict.IoBoundUpTo * bounds[1].Wall, $"{bounds[1]}");
        Assert.True(bounds[1].Wall >= 0.099, $"{bounds[1]}");
        Assert.True(bounds[0].Cpu > 10 * bounds[1].Cpu || bounds[0].Cpu + bounds[0].Queued > 0.5 * bounds[0].Wall, $"{bounds[0]}");
    }

    [Fact]
    public void Its_times_make_a_verdict_by_the_same_rule()
    {
        BoundVerdict verdict = new PythonBound("work", Wall: 2, Cpu: 1.2, Queued: 0.5).ToVerdict();

        Assert.Equal((0.85, Bound.Cpu, true), (verdict.CoresWanted, verdict.Bound, verdict.IsWholeProcess));
    }

    [Theory]
    [InlineData(-1, 1, 1)]
    [InlineData(41, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    public async Task Numbers_out_of_range_are_refused(int size, int bytes, int threads)
    {
        CPython python = await FoundPythons.NewestAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PythonBound.ProbeAsync(python, size, bytes: bytes, threads: threads, cancellationToken: Token));
    }
}
