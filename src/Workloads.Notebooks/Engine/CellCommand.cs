using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;

namespace Workloads.Notebooks.Engine;

/// <summary>The run of a cell, as a command to the kernel that cells see: its context is the cell's.</summary>
internal sealed class CellCommand : KernelCommand
{
    public CellCommand(KernelCommandInvocation run)
        : base(CellKernel.CSharp) => Handler = run;
}
