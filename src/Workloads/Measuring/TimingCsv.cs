using System.Globalization;
using System.Text;

namespace Workloads.Measuring;

/// <summary>Rows as CSV (RFC 4180): fields with commas, quotes or line ends are quoted, lines end in a line feed.</summary>
internal static class TimingCsv
{
    private static readonly string[] _fields = ["runtime", "model", "workload", "size", "callers", "workers", "repeat", "seconds"];

    public static string Write(IEnumerable<Timing> rows)
    {
        var csv = new StringBuilder().AppendJoin(',', _fields).Append('\n');
        foreach (Timing row in rows)
        {
            csv.Append(Quoted(row.Runtime)).Append(',').Append(Quoted(row.Model)).Append(',').Append(Quoted(row.Workload)).Append(',')
                .Append(CultureInfo.InvariantCulture, $"{row.Size},{row.Callers},{row.Workers},{row.Repeat},{row.Seconds:R}\n");
        }

        return csv.ToString();
    }

    public static IReadOnlyList<Timing> Read(string csv)
    {
        ArgumentNullException.ThrowIfNull(csv);
        var rows = new List<Timing>();
        bool header = true;
        foreach ((int line, string[] fields) in Records(csv.TrimStart('\uFEFF')))
        {
            if (fields.Length != _fields.Length)
                throw new FormatException(
                    Invariant($"Line {line} has {fields.Length} fields; there must be {_fields.Length}: {string.Join(", ", _fields)}."));
            if (header && !fields.SequenceEqual(_fields, StringComparer.OrdinalIgnoreCase))
                throw new FormatException(Invariant($"Line {line} must be the header {string.Join(',', _fields)}."));
            if (!header)
                rows.Add(TimingRules.Checked(Parse(line, fields), Invariant($"Line {line}")));
            header = false;
        }

        return header ? throw new FormatException($"Line 1 must be the header {string.Join(',', _fields)}; there is nothing.") : rows;
    }

    private static Timing Parse(int line, string[] fields)
    {
        return new(
            fields[0], fields[1], fields[2], Number<long>(3), Number<int>(4), Number<int>(5), Number<int>(6), Number<double>(7));

        T Number<T>(int field)
            where T : ISpanParsable<T> => T.TryParse(fields[field], CultureInfo.InvariantCulture, out T? value)
            ? value
            : throw new FormatException(
                Invariant($"Line {line}, field '{_fields[field]}': '{fields[field]}' is not a{(typeof(T) == typeof(double) ? "" : " whole")} number{(typeof(T) == typeof(double) ? "" : " in range")}."));
    }

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 && field.Length > 0 && field.Trim().Length == field.Length
        ? field
        : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The records with the line that each begins in; empty lines are none.</summary>
    private static IEnumerable<(int Line, string[] Fields)> Records(string csv)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        int line = 1, begin = 1;
        for (int i = 0; i < csv.Length; i++)
        {
            char c = csv[i];
            if (c == '"' && field.Length == 0)
            {
                i = ReadQuoted(csv, i, field, ref line);
                // What is quoted and empty must not look like the beginning of a field.
                if (i + 1 < csv.Length && csv[i + 1] is not (',' or '\r' or '\n'))
                    throw new FormatException(
                        Invariant($"Line {line}, field '{NameOf(fields.Count)}': a closing quote must end the field."));
            }
            else if (c == ',')
            {
                fields.Add(Take(field));
            }
            else if (c is '\r' or '\n')
            {
                if (c == '\r' && i + 1 < csv.Length && csv[i + 1] == '\n')
                    i++;
                if (fields.Count > 0 || field.Length > 0)
                    yield return (begin, [.. fields, Take(field)]);
                fields.Clear();
                begin = ++line;
            }
            else
            {
                field.Append(c);
            }
        }

        if (fields.Count > 0 || field.Length > 0)
            yield return (begin, [.. fields, Take(field)]);

        int ReadQuoted(string text, int open, StringBuilder into, ref int lines)
        {
            for (int i = open + 1; i < text.Length; i++)
            {
                if (text[i] == '"' && (i + 1 == text.Length || text[i + 1] != '"'))
                    return i;
                if (text[i] == '"')
                    i++;
                if (text[i] == '\n')
                    lines++;
                into.Append(text[i]);
            }

            throw new FormatException(Invariant($"Line {begin}, field '{NameOf(fields.Count)}': a quote is never closed."));
        }
    }

    private static string NameOf(int field) => field < _fields.Length ? _fields[field] : Invariant($"{field + 1}");

    private static string Take(StringBuilder field)
    {
        string text = field.ToString();
        field.Clear();
        return text;
    }
}
