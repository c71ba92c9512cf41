using Workloads.Measuring;
using Workloads.Processes;

namespace Workloads.Kernel.Tests;

/// <summary>The notebook kernel's own way to stop a cell.</summary>
public sealed class StoppedCellTests : IDisposable
{
    private readonly OneCellKernel _kernel = new();

    public void Dispose() => _kernel.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task A_cell_that_is_stopped_ends_what_it_measures_without_a_token_of_its_own()
    {
        var began = new TaskCompletionSource();
        Way[] ways = [Way.Timed("a", async token => { began.TrySetResult(); await Task.Delay(1, token); }),
            Way.Timed("b", static token => Task.Delay(2, token))];

        await AssertStopsAsync(
            () => new InTurns { Ways = ways, MaxRounds = int.MaxValue, Time = TimeSpan.MaxValue, Precision = 1e-12 }.RunAsync(),
            began.Task);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_cell_that_is_stopped_ends_its_children_with_all_that_they_started()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A shell starts the children.");
        var started = new TaskCompletionSource<int>();

        await AssertStopsAsync(
            () => new Command("sh", "-c", "sleep 600 & echo $!; wait").RunAsync(onLine: line => started.TrySetResult(int.Parse(line.Text))),
            started.Task);

        Assert.False(ChildProcess.IsRunning(await started.Task));
    }

    private async Task AssertStopsAsync(Func<Task> cell, Task began)
    {
        var running = new TaskCompletionSource<Task>();
        Task sent = _kernel.RunAsync(() =>
        {
            Task task = cell();
            running.SetResult(task);
            return task;
        });
        await began;
        Task measuring = await running.Task;

        await _kernel.StopAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => measuring);
        await sent;
    }
}
