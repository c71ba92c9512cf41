namespace Workloads.Python;

/// <summary>A Python that was met and cannot be used.</summary>
/// <param name="Path">The executable.</param>
/// <param name="Reason">Why not: a sentence.</param>
internal sealed record LeftOutPython(string Path, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Reason}";
}
