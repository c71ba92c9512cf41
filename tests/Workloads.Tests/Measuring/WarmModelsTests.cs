using System.Runtime.CompilerServices;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Processes;

namespace Workloads.Tests;

public class WarmModelsTests
{
    private readonly WarmModels _warm = new();

    [Fact]
    public void Models_that_run_the_same_code_are_warm_together()
    {
        _warm.Add(new SequentialModel(), Workload.Fibonacci);

        Assert.True(_warm.Contains(new SequentialModel(), Workload.Fibonacci));
        Assert.False(_warm.Contains(new SequentialModel(), Workload.Nothing));
        Assert.False(_warm.Contains(new ParallelLoopModel(), Workload.Fibonacci));
    }

    [Fact]
    public async Task Each_pool_of_processes_is_warm_by_itself()
    {
        await using ProcessPoolModel one = new(1), other = new(1);

        _warm.Add(one, Workload.Fibonacci);

        Assert.True(_warm.Contains(one, Workload.Fibonacci));
        Assert.False(_warm.Contains(one, Workload.Nothing));
        Assert.False(_warm.Contains(other, Workload.Fibonacci));
    }

    [Fact]
    public void A_model_that_was_warm_by_itself_is_not_kept_alive()
    {
        WeakReference model = AddOne();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(model.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference AddOne()
    {
        var model = new ProcessPoolModel(1);
        _warm.Add(model, Workload.Fibonacci);
        return new(model);
    }
}
