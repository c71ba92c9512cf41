namespace Workloads.Topics;

/// <summary>No cure: pieces of several threads' lines come in whatever order the threads run.</summary>
internal sealed class PlainPrinter() : Printer("plain")
{
    /// <inheritdoc/>
    public override void PrintLine(IReadOnlyList<string> pieces) => Put(pieces);
}
