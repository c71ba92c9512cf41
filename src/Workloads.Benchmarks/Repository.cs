namespace Workloads.Benchmarks;

/// <summary>The repository that this program was built in.</summary>
internal static class Repository
{
    /// <summary>Its folder; null when the program was moved out of it.</summary>
    public static string? Root { get; } = Find(AppContext.BaseDirectory);

    private static string? Find(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, "Workloads.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder;
    }
}
