using Workloads.Python;

namespace Workloads.Benchmarks.Peers;

/// <summary>What CPython's process pool costs here: the version that the documents' figures compare best with, or the newest.</summary>
internal static class PythonCosts
{
    /// <summary>The build to compare with, or null when there is none.</summary>
    public static async Task<CPython?> FindAsync(CancellationToken cancellationToken)
    {
        CPythons found = await CPythons.FindAsync(cancellationToken);
        return found.Of(3, 12) ?? found.Newest;
    }
}
