using System.Text;

namespace Workloads.Measuring;

/// <content>Reading and writing: CSV holds the rows, JSON the whole result.</content>
public sealed partial class SweepResult
{
    /// <summary>The rows as CSV (RFC 4180) with a header line; times in seconds, to the last digit.</summary>
    public string ToCsv() => TimingCsv.Write(Rows);

    /// <summary>Rows from CSV as <see cref="ToCsv"/> writes it.</summary>
    /// <param name="csv">The text.</param>
    /// <exception cref="FormatException">It is broken; the message names the line and the field.</exception>
    public static SweepResult FromCsv(string csv) => new(TimingCsv.Read(csv));

    /// <summary>The rows, the machine and what was left out as JSON.</summary>
    public string ToJson() => SweepJson.Write(this);

    /// <summary>A result from JSON as <see cref="ToJson"/> writes it.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="FormatException">It is broken; the message names the line and the field.</exception>
    public static SweepResult FromJson(string json) => SweepJson.Read(json);

    /// <summary>Writes a file, whole or not at all: CSV when its name ends in <c>.csv</c>, JSON when it ends in <c>.json</c>.</summary>
    /// <exception cref="ArgumentException">The name ends in neither.</exception>
    /// <exception cref="IOException">It could not be written; what was there before is untouched.</exception>
    public Task SaveAsync(string path, CancellationToken cancellationToken = default)
    {
        byte[] content = Encoding.UTF8.GetBytes(IsCsv(path) ? ToCsv() : ToJson());
        return Task.Run(() => AtomicFile.Write(path, content), cancellationToken);
    }

    /// <summary>Reads a file that <see cref="SaveAsync"/> wrote.</summary>
    /// <exception cref="ArgumentException">The name ends in neither <c>.csv</c> nor <c>.json</c>.</exception>
    /// <exception cref="FormatException">The content is broken; the message names the file, the line and the field.</exception>
    public static async Task<SweepResult> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        bool csv = IsCsv(path);
        string text = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
        try
        {
            return csv ? FromCsv(text) : FromJson(text);
        }
        catch (FormatException exception)
        {
            throw new FormatException($"{Path.GetFileName(path)}: {exception.Message}", exception);
        }
    }

    private static bool IsCsv(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => true,
        ".json" => false,
        _ => throw new ArgumentException($"'{path}' ends in neither .csv nor .json.", nameof(path)),
    };
}
