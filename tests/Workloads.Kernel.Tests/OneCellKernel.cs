using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;

namespace Workloads.Kernel.Tests;

/// <summary>The notebook kernel with a cell that is a function of a test's own.</summary>
internal sealed class OneCellKernel : IDisposable
{
    private readonly CompositeKernel _kernel = new();

    /// <summary>What the kernel tells while it runs.</summary>
    public IObservable<KernelEvent> Events => _kernel.KernelEvents;

    /// <summary>Runs the cell, and returns when the kernel is done with it.</summary>
    public Task RunAsync(Func<Task> cell)
    {
        _kernel.RegisterCommandHandler<RunCell>((_, _) => cell());
        return _kernel.SendAsync(new RunCell());
    }

    /// <summary>Stops the cell.</summary>
    public Task StopAsync() => _kernel.SendAsync(new Cancel());

    /// <inheritdoc/>
    public void Dispose() => _kernel.Dispose();

    private sealed class RunCell : KernelCommand;
}
