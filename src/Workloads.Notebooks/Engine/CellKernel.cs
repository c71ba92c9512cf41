using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;

namespace Workloads.Notebooks.Engine;

/// <summary>The C# kernel that cells and extensions see. What they ask of a person fails, since nobody is there.</summary>
/// <param name="runAsync">Runs code that an extension submits.</param>
internal sealed class CellKernel(Func<string, Task> runAsync) : Kernel(CSharp),
    IKernelCommandHandler<SubmitCode>, IKernelCommandHandler<RequestInput>, IKernelCommandHandler<RequestInputs>
{
    public const string CSharp = Documents.KernelNames.CSharp;

    /// <summary>A kernel within the one that holds a notebook's kernels.</summary>
    public static CompositeKernel Create(Func<string, Task> runAsync)
    {
        var root = new CompositeKernel();
        root.Add(new CellKernel(runAsync), ["c#", "C#"]);
        return root;
    }

    Task IKernelCommandHandler<SubmitCode>.HandleAsync(SubmitCode command, KernelInvocationContext context) => runAsync(command.Code);

    Task IKernelCommandHandler<RequestInput>.HandleAsync(RequestInput command, KernelInvocationContext context) =>
        Fail(context, command, command.Prompt);

    Task IKernelCommandHandler<RequestInputs>.HandleAsync(RequestInputs command, KernelInvocationContext context) =>
        Fail(context, command, string.Join(", ", command.Inputs.Select(input => input.Prompt)));

    private static Task Fail(KernelInvocationContext context, KernelCommand command, string prompt)
    {
        context.Fail(command, null, $"The cell asks for input{(prompt.Length == 0 ? "" : $" ({prompt})")}, and nobody is there to answer.");
        return Task.CompletedTask;
    }
}
