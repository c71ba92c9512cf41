namespace Microsoft.DotNet.Interactive;

/// <summary>The run of one cell; it flows into the tasks and threads that the cell starts.</summary>
public sealed class KernelInvocationContext
{
    private static readonly AsyncLocal<KernelInvocationContext?> CurrentOfFlow = new();

    internal KernelInvocationContext(ICellOutput output, CancellationToken cancellationToken)
    {
        Output = output;
        CancellationToken = cancellationToken;
    }

    /// <summary>The run that this code belongs to; null outside a cell.</summary>
    public static KernelInvocationContext? Current
    {
        get => CurrentOfFlow.Value;
        internal set => CurrentOfFlow.Value = value;
    }

    /// <summary>Cancelled when the cell is to stop.</summary>
    public CancellationToken CancellationToken { get; }

    internal ICellOutput Output { get; }
}
