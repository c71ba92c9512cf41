namespace Workloads.Topics;

/// <summary>
/// A folder among the system's temporary ones, removed when it is disposed. A process that is killed removes nothing; its folder is
/// removed when the next one is opened, which finds that nobody holds its lock file any more.
/// </summary>
public sealed class TemporaryFolder : IDisposable
{
    private const string LockEnding = ".lock";

    private readonly FileStream _lock;

    /// <summary>Opens a new folder, and removes those that killed processes have left.</summary>
    /// <param name="prefix">How its name begins, and those of the folders to be removed.</param>
    /// <exception cref="ArgumentException">The prefix is empty, or no part of a file's name.</exception>
    public TemporaryFolder(string prefix = "workloads-flags-")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(prefix);
        if (prefix.IndexOfAny([.. System.IO.Path.GetInvalidFileNameChars(), '*', '?']) >= 0)
            throw new ArgumentException($"'{prefix}' is no part of a file's name.", nameof(prefix));

        RemoveLeftovers(prefix);
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), prefix + Guid.NewGuid().ToString("N"));
        // First the lock: nobody ever sees the folder without it.
        _lock = new(Path + LockEnding, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        Directory.CreateDirectory(Path);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Removes the folder with all that is in it.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
        _lock.Dispose();
    }

    private static void RemoveLeftovers(string prefix)
    {
        foreach (string file in Directory.EnumerateFiles(System.IO.Path.GetTempPath(), prefix + "*" + LockEnding))
        {
            try
            {
                // A process that lives holds its lock, and the system takes it from one that has died.
                using var held = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0,
                    FileOptions.DeleteOnClose);
                string folder = file[..^LockEnding.Length];
                if (Directory.Exists(folder))
                    Directory.Delete(folder, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It is in use, or another user's.
            }
        }
    }
}
