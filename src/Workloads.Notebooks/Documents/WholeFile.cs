namespace Workloads.Notebooks.Documents;

/// <summary>
/// Files that are there whole or not at all: written aside and renamed, so that on a full disk the older file stays as it is, a reader
/// never sees a half, and two runs into one folder do not disturb each other.
/// </summary>
internal static class WholeFile
{
    /// <summary>Writes a file, and its folder where that is missing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes its content; what it throws leaves things as they were.</param>
    /// <exception cref="IOException">The disk is full, or the place cannot be written to.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        // In the same folder, since a rename reaches no further than the file system; hidden, since a run may be looked at as it goes on.
        var aside = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = File.Create(aside))
                write(stream);
            File.Move(aside, path, overwrite: true);
        }
        catch (Exception e)
        {
            File.Delete(aside);
            // A file too large for its file system is an argument out of range to .NET.
            if (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
                throw new IOException($"{path} cannot be written: {e.Message.Replace(aside, path, StringComparison.Ordinal)}", e);
            throw;
        }
    }

    /// <summary>Writes a text as UTF-8.</summary>
    public static void WriteText(string path, string text) => Write(path, stream =>
    {
        using var writer = new StreamWriter(stream);
        writer.Write(text);
    });
}
