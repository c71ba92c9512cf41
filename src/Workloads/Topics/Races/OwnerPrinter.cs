namespace Workloads.Topics;

/// <summary>One thread owns the sheet and prints; the others send it whole lines (C9).</summary>
internal sealed class OwnerPrinter : Printer
{
    private readonly Owner<int, IReadOnlyList<string>> _owner;

    /// <summary>Starts the owning thread.</summary>
    public OwnerPrinter()
        : base("owner thread") => _owner = new(initial: 0, (lines, pieces) =>
        {
            Put(pieces);
            return lines + 1;
        });

    /// <inheritdoc/>
    public override void PrintLine(IReadOnlyList<string> pieces) => _owner.Send(pieces);

    /// <inheritdoc/>
    public override void Finish() => _owner.Finish();

    /// <inheritdoc/>
    public override void Dispose()
    {
        _owner.Dispose();
        base.Dispose();
    }
}
