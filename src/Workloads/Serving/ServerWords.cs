using System.Globalization;

namespace Workloads.Processes;

/// <summary>
/// The form in which parameters and answers travel between a server process and its parent: words such as
/// <c>port=1234</c>, each read as what its reader says it is. A value is escaped as in a URL, so that it may hold a space.
/// </summary>
internal sealed class ServerWords
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public ServerWords(IEnumerable<string> words)
    {
        foreach (string word in words)
        {
            int sign = word.IndexOf('=', StringComparison.Ordinal);
            if (sign < 1)
                throw new FormatException($"'{word}' is not of the form name=value.");
            _values[word[..sign]] = Uri.UnescapeDataString(word[(sign + 1)..]);
        }
    }

    public IReadOnlyDictionary<string, string> Values => _values;

    public static IEnumerable<string> Write(IEnumerable<KeyValuePair<string, string>> values) =>
        values.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}");

    public long Number(string name, long otherwise, long least, long most)
    {
        if (!_values.TryGetValue(name, out string? text))
            return otherwise;
        return long.TryParse(text, CultureInfo.InvariantCulture, out long value) && value >= least && value <= most
            ? value
            : throw new FormatException(Invariant($"{name}={text}: a whole number from {least:N0} to {most:N0} is allowed."));
    }

    public double Fraction(string name, double otherwise)
    {
        if (!_values.TryGetValue(name, out string? text))
            return otherwise;
        return double.TryParse(text, CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= 1
            ? value
            : throw new FormatException($"{name}={text}: a number from 0 to 1 is allowed.");
    }

    public T Choice<T>(string name, T otherwise) where T : struct, Enum
    {
        if (!_values.TryGetValue(name, out string? text))
            return otherwise;
        return Enum.TryParse(text, ignoreCase: true, out T value) && Enum.IsDefined(value)
            ? value
            : throw new FormatException($"{name}={text}: one of {string.Join(", ", Enum.GetNames<T>())} is allowed.");
    }

    public TimeSpan Milliseconds(string name, TimeSpan otherwise, TimeSpan most) =>
        TimeSpan.FromMilliseconds(Number(name, (long)otherwise.TotalMilliseconds, 0, (long)most.TotalMilliseconds));
}
