using System.Text;

namespace Workloads.Notebooks.Documents;

/// <summary>Reads a notebook of either format.</summary>
internal static class NotebookReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether the name is that of a notebook.</summary>
    public static bool IsNotebook(string path) =>
        Path.GetExtension(path).ToUpperInvariant() is ".DIB" or ".IPYNB";

    /// <summary>Reads a notebook.</summary>
    /// <exception cref="InvalidNotebookException">The file is missing, cannot be read or is no notebook.</exception>
    public static NotebookDocument Read(string path)
    {
        var name = Path.GetFileName(path);
        if (!IsNotebook(path))
            throw new InvalidNotebookException($"{name}: not a notebook; allowed are .dib and .ipynb files.");
        var text = ReadText(path);
        return Path.GetExtension(path).Equals(".ipynb", StringComparison.OrdinalIgnoreCase)
            ? IpynbReader.Parse(text, Path.GetFullPath(path))
            : DibReader.Parse(text, Path.GetFullPath(path));
    }

    /// <summary>The file's text, without a byte order mark.</summary>
    /// <exception cref="InvalidNotebookException">The file is missing, cannot be read or is not text.</exception>
    public static string ReadText(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            var text = Utf8.GetString(File.ReadAllBytes(path));
            if (text.Contains('\0', StringComparison.Ordinal))
                throw new InvalidNotebookException($"{name}: not a notebook: it holds binary data.");
            return text.TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidNotebookException($"{name}: not a notebook: it is not UTF-8 text.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidNotebookException($"{path}: there is no such file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidNotebookException($"{path}: {e.Message}");
        }
    }
}
