namespace Workloads;

/// <summary>Writes a file so that nobody ever sees half of it: under another name first, which is then changed.</summary>
internal static class AtomicFile
{
    /// <summary>How the names of files end that are still being written.</summary>
    public const string UnfinishedEnding = ".part";

    /// <summary>Writes a file, or replaces it, whole or not at all.</summary>
    /// <param name="path">Where; its folder must exist.</param>
    /// <param name="content">All of it.</param>
    /// <exception cref="IOException">It could not be written; what was there before is untouched.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        // In the same folder, since a name changes at once only within one file system.
        string unfinished = $"{path}.{Guid.NewGuid():N}{UnfinishedEnding}";
        try
        {
            File.WriteAllBytes(unfinished, content);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
