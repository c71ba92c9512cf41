using System.Globalization;
using System.Text.RegularExpressions;
using Workloads.Measuring;

namespace Workloads.Topics;

/// <summary>
/// The times that document 000 gives for Fibonacci numbers, as rows beside the measured ones (A3, A4, A7 to A9). They were taken on
/// its author's machine, with CPython and with printing within the time; how many cores there were is not told.
/// </summary>
public static partial class DocumentFigures
{
    /// <summary>Document 000's name as a runtime.</summary>
    public const string PastPresentFuture = "document 000";

    /// <summary>
    /// By 1,000 callers (sizes 10, 20 and 25) and by 10,000 (size 0), with one thread, threads and processes, exactly as given.
    /// </summary>
    public static IReadOnlyList<Timing> Fibonacci { get; } =
    [
        .. from claim in (Claim[])[Claims.A3, Claims.A4, Claims.A7, Claims.A8, Claims.A9]
           from figure in claim.Figures
           let calls = CallsOf().Match(figure.What)
           where calls.Success
           let size = Number(calls, "size")
           let row = new Timing(PastPresentFuture, ModelOf(calls.Groups["model"].Value), "fibonacci", size, (int)Number(calls, "callers"),
               Workers: 1, Repeat: 0, figure.Value)
           group row by row into same
           select same.Key,
    ];

    private static long Number(Match match, string group) =>
        long.Parse(match.Groups[group].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    private static string ModelOf(string words) => words switch { "one thread" => "sequential", "process pool" => "processes", _ => words };

    [GeneratedRegex(@"^(?<model>one thread|thread pool|process pool), fib\((?<size>\d+)\) × (?<callers>[\d,]+)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex CallsOf();
}
