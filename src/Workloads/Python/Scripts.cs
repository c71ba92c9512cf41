namespace Workloads.Python;

/// <summary>Finds the scripts that the build puts beside the library.</summary>
internal static class Scripts
{
    private static readonly string Folder = Path.Combine(
        Path.GetDirectoryName(typeof(Scripts).Assembly.Location) is { Length: > 0 } folder ? folder : AppContext.BaseDirectory, "python");

    /// <summary>A file of ours beside the scripts, whether it is there or not.</summary>
    public static string Beside(string name) => Path.Combine(Folder, name);

    /// <summary>The file of a script.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message lists those there are.</exception>
    public static string PathOf(string name)
    {
        string[] names = Directory.Exists(Folder)
            ? [.. Directory.EnumerateFiles(Folder, "*.py", SearchOption.AllDirectories).Select(NameOf).Order(StringComparer.Ordinal)]
            : throw new DirectoryNotFoundException($"The Python scripts are not beside the library: there is no folder {Folder}.");
        return names.Contains(name, StringComparer.Ordinal)
            ? Path.Combine(Folder, name + ".py")
            : throw new ArgumentException($"There is no script named '{name}'. There are: {string.Join(", ", names)}.", nameof(name));
    }

    private static string NameOf(string file) => Path.ChangeExtension(Path.GetRelativePath(Folder, file), null).Replace('\\', '/');
}
