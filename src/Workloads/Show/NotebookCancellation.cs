namespace Workloads.Show;

/// <summary>The stop button of a notebook.</summary>
internal static class NotebookCancellation
{
    /// <summary>Cancelled when the reader stops the cell that asks; never outside a notebook.</summary>
    public static CancellationToken Token => NotebookKernel.Token();

    /// <summary>Cancelled with a token, or when the reader stops the cell that asks. To be disposed of.</summary>
    internal static CancellationTokenSource With(CancellationToken cancellationToken) =>
        CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Token);
}
