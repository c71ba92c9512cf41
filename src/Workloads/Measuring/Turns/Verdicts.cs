namespace Workloads.Measuring;

/// <summary>Makes verdicts from what a claim lets expect.</summary>
internal static class Verdicts
{
    /// <summary>The claim holds when all that it lets expect is met, and does not when something is surely not met.</summary>
    /// <param name="runtime">The runtime, with its version.</param>
    /// <param name="expectations">What it lets expect, at least one; those that decide most first.</param>
    /// <exception cref="ArgumentException">There is nothing to expect.</exception>
    public static Verdict Of(string runtime, params IReadOnlyList<Expectation> expectations)
    {
        ArgumentNullException.ThrowIfNull(expectations);
        if (expectations.Count == 0)
            throw new ArgumentException("A verdict needs something that was expected.", nameof(expectations));
        Ruling ruling = expectations.Any(one => one.Ruling == Ruling.HoldsNot) ? Ruling.HoldsNot
            : expectations.All(one => one.Ruling == Ruling.Holds) ? Ruling.Holds
            : Ruling.Undecided;
        Expectation[] deciding = ruling == Ruling.Holds ? [.. expectations] : [.. expectations.Where(one => one.Ruling == ruling)];
        // What is undecided for the same reason says it once.
        var sentences = deciding.GroupBy(one => ruling == Ruling.Undecided ? one.Doubt : null)
            .Select(group => group.Key is { } doubt ? $"{Capital(string.Join("; ", group.Select(one => one.Told)))}; {doubt}"
                : string.Join(" ", group.Select(one => Sentence(one, ruling))));
        return new(runtime, ruling, string.Join(" ", sentences), [.. expectations.Select(one => new VerdictFigure(one.Name, one.Number))]);
    }

    /// <summary>Nothing is decided, whatever was measured.</summary>
    /// <param name="runtime">The runtime, with its version.</param>
    /// <param name="reason">Why, and what to do about it, as a sentence.</param>
    /// <param name="figures">The numbers that there are.</param>
    public static Verdict Undecided(string runtime, string reason, params IReadOnlyList<VerdictFigure> figures) =>
        new(runtime, Ruling.Undecided, reason, figures);

    private static string Sentence(Expectation one, Ruling ruling)
    {
        string told = Capital(one.Told);
        return ruling switch
        {
            Ruling.Holds => $"{told}.",
            Ruling.HoldsNot => $"{told}, where {one.Expected} was to be expected.",
            _ => $"{told}: too near to {Limit(one)} to tell. More rounds or larger sizes would decide.",
        };
    }

    private static string Limit(Expectation one) => one.Unit.Format(
        new[] { one.AtLeast, one.AtMost }.OfType<double>().DefaultIfEmpty(1).MinBy(limit => Math.Abs(limit - one.Measured.Value)));

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
