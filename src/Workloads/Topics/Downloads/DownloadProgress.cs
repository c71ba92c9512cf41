namespace Workloads.Topics;

/// <summary>How far the downloads are, each time one has ended.</summary>
/// <param name="Done">Flags that have come or were given up.</param>
/// <param name="Total">Flags asked for.</param>
/// <param name="Code">The one that ended.</param>
public readonly record struct DownloadProgress(int Done, int Total, string Code);
