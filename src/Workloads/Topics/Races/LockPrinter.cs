namespace Workloads.Topics;

/// <summary>A lock held for a whole line.</summary>
internal sealed class LockPrinter() : Printer("lock")
{
    private readonly Lock _lineLock = new();

    /// <inheritdoc/>
    public override void PrintLine(IReadOnlyList<string> pieces)
    {
        lock (_lineLock)
            Put(pieces);
    }
}
