using System.Globalization;
using System.Text.RegularExpressions;

namespace Workloads.Processes;

/// <summary>
/// A line that a child process printed. A carriage return ends one too, since that is how tools draw progress over itself.
/// </summary>
/// <param name="Text">The line, without its end.</param>
/// <param name="IsError">Whether it was printed to standard error, where most tools report how far they are.</param>
public readonly partial record struct ChildLine(string Text, bool IsError)
{
    /// <summary>The percentage that the line names, from 0 to 100; null when it names none.</summary>
    public double? Percent => PercentPattern().Match(Text) is { Success: true } match
        && double.Parse(match.Groups["percent"].ValueSpan, CultureInfo.InvariantCulture) is <= 100 and var percent ? percent : null;

    [GeneratedRegex(@"(?<![\d.])(?<percent>\d{1,3}(\.\d+)?)\s?%", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex PercentPattern();
}
