using System.Runtime.CompilerServices;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class IsolateTests
{
    [Fact(Timeout = 30_000)]
    public async Task Isolates_have_static_variables_of_their_own()
    {
        await Task.Yield();
        using Isolate one = new(), other = new();

        Assert.Equal(55, one.RunFibonacci(10));
        Assert.Equal(21, one.RunFibonacci(8));
        Assert.Equal(1, other.RunFibonacci(1));

        Assert.Equal((2, 1, 0), (one.Counted, other.Counted, Isolate.CountedHere));
    }

    [Fact(Timeout = Chance.TimeLimit)]
    public async Task A_closed_isolate_is_unloaded_by_a_collection()
    {
        Isolate isolate = OpenAndClose();

        // What was called may stand in the compiler's queue for a while yet, which a busy process puts off.
        await Chance.HappensAsync("A collection unloads it.", 10, async milliseconds =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(milliseconds);
            return isolate.IsUnloaded;
        });

        Assert.Throws<ObjectDisposedException>(() => isolate.RunFibonacci(3));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Isolate OpenAndClose()
    {
        var isolate = new Isolate();
        isolate.RunFibonacci(5);
        isolate.Dispose();
        return isolate;
    }
}
