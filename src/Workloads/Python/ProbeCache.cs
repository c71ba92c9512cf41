using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workloads.Python;

/// <summary>
/// Keeps in a file what Pythons said of themselves: a machine may have a dozen, and every notebook would start them all to ask.
/// </summary>
/// <remarks>
/// An answer holds as long as the executable is the same file, and neither the question nor an environment variable of Python's
/// has changed. That of a shim, which may lead elsewhere tomorrow, is not kept. A file that cannot be read or written is none.
/// </remarks>
internal sealed partial class ProbeCache
{
    private readonly string _file;
    private readonly string _surroundings;
    private readonly ConcurrentDictionary<string, Answer> _answers;
    private bool _isNew;

    /// <summary>Reads what was kept.</summary>
    /// <param name="file">Where it is, or will be.</param>
    public ProbeCache(string file)
    {
        _file = file;
        _surroundings = Surroundings();
        _answers = Read() is { } kept && string.Equals(kept.Surroundings, _surroundings, StringComparison.Ordinal)
            ? new(kept.Answers, StringComparer.Ordinal)
            : new(StringComparer.Ordinal);
    }

    /// <summary>What the Python said, or null when it has to be asked.</summary>
    /// <param name="path">The executable, links resolved.</param>
    public PythonProbe? Find(string path) =>
        _answers.TryGetValue(path, out Answer? answer) && answer.Stamp == Stamp.Of(path) ? answer.Probe : null;

    /// <summary>Keeps what the Python said, if it was that executable itself who answered.</summary>
    /// <param name="path">The executable, links resolved.</param>
    /// <param name="probe">What it said.</param>
    public void Add(string path, PythonProbe probe)
    {
        if (!string.Equals(probe.Path, path, StringComparison.Ordinal) || Stamp.Of(path) is not { } stamp)
            return;
        _answers[path] = new(stamp, probe);
        _isNew = true;
    }

    /// <summary>Writes the file, unless it says all this already.</summary>
    public void Save()
    {
        if (!_isNew)
            return;
        try
        {
            // Whole or not at all: other processes read it, and write it, at the same time.
            AtomicFile.Write(_file,
                JsonSerializer.SerializeToUtf8Bytes(new Kept(_surroundings, _answers.ToDictionary(StringComparer.Ordinal)),
                    KeptJson.Default.Kept));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Then the next process asks again.
        }
    }

    private Kept? Read()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(_file), KeptJson.Default.Kept);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static string Surroundings() => string.Join('\n', Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Select(variable => Invariant($"{variable.Key}={variable.Value}"))
        .Where(variable => variable.StartsWith("PYTHON", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
            .Append(string.Create(CultureInfo.InvariantCulture, $"{File.GetLastWriteTimeUtc(Scripts.PathOf("probe")):O}")));

    /// <summary>By what a file that was replaced is told.</summary>
    internal sealed record Stamp(long Length, DateTime Written)
    {
        public static Stamp? Of(string path) =>
            new FileInfo(path) is { Exists: true } file ? new(file.Length, file.LastWriteTimeUtc) : null;
    }

    internal sealed record Answer(Stamp Stamp, PythonProbe Probe);

    internal sealed record Kept(string Surroundings, Dictionary<string, Answer> Answers);

    [JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(Kept))]
    private sealed partial class KeptJson : JsonSerializerContext;
}
