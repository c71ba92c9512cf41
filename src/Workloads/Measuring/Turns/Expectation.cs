using System.Globalization;
using Workloads.Charts;

namespace Workloads.Measuring;

/// <summary>Something that a claim lets expect of a number, and whether what was measured meets it.</summary>
/// <remarks>
/// It is met, or not met, only when the whole interval lies on one side of the limit by more than the noise; else it is undecided. A
/// doubt about the measurement itself leaves it undecided whatever the numbers are.
/// </remarks>
/// <param name="Sentence">What was measured, in words, with <c>{0}</c> where the number stands: "two threads take {0} the time of
/// one".</param>
/// <param name="Measured">The number and its interval; a number that was counted has an interval of no width.</param>
internal sealed record Expectation(string Sentence, Estimate Measured)
{
    /// <summary>An expectation of a number that was counted and not estimated.</summary>
    /// <param name="sentence">What was counted, with <c>{0}</c> where the number stands.</param>
    /// <param name="count">The number.</param>
    public static Expectation Counted(string sentence, double count) => new(sentence, new(count, count, count));

    /// <summary>The number's short name, in tables; the sentence when left out.</summary>
    public string Name { get => field.Length > 0 ? field : Sentence.Replace("{0}", "…", StringComparison.Ordinal); init; } = "";

    /// <summary>The number's unit; plain when left out.</summary>
    public Unit Unit { get; init; } = Unit.None;

    /// <summary>The least that the claim lets expect; null when it sets no such limit.</summary>
    public double? AtLeast { get; init; }

    /// <summary>The most that the claim lets expect; null when it sets no such limit.</summary>
    public double? AtMost { get; init; }

    /// <summary>By what part of a limit the interval must stay clear of it: 0.02 is 2 %.</summary>
    public double Noise { get; init; }

    /// <summary>Why the measurement decides nothing, as a sentence; null when it may.</summary>
    public string? Doubt { get; init; }

    /// <summary>Whether it asks if things run at the same time, which only a machine that gives several cores can answer.</summary>
    internal bool NeedsCores { get; init; }

    /// <summary>Whether it is met.</summary>
    public Ruling Ruling
    {
        get
        {
            if (Doubt is not null || double.IsNaN(Measured.Value))
                return Ruling.Undecided;
            bool above = AtLeast is not { } least || Measured.Low >= Clear(least, 1), below = AtMost is not { } most
                || Measured.High <= Clear(most, -1);
            bool tooLow = AtLeast is { } low && Measured.High < Clear(low, -1), tooHigh = AtMost is { } high
                && Measured.Low > Clear(high, 1);
            return tooLow || tooHigh ? Ruling.HoldsNot : above && below ? Ruling.Holds : Ruling.Undecided;
        }
    }

    /// <summary>What was measured, as a clause without a full stop.</summary>
    public string Told => string.Format(CultureInfo.InvariantCulture, Sentence, Number);

    /// <summary>The number with its interval: <c>1.04× (1.02× to 1.06×)</c>, or the number alone when it was counted.</summary>
    public string Number
    {
        get
        {
            string value = Unit.Format(Measured.Value);
            return Measured.Low == Measured.High ? value
                : double.IsInfinity(Measured.Low) || double.IsInfinity(Measured.High) ? $"{value} (too few rounds for an interval)"
                : $"{value} ({Unit.Format(Measured.Low)} to {Unit.Format(Measured.High)})";
        }
    }

    /// <summary>What was expected, as a clause: <c>at least 0.9×</c>.</summary>
    public string Expected => (AtLeast, AtMost) switch
    {
        ({ } least, { } most) => $"{Unit.Format(least)} to {Unit.Format(most)}",
        ({ } least, null) => $"at least {Unit.Format(least)}",
        (null, { } most) => $"at most {Unit.Format(most)}",
        _ => "anything",
    };

    /// <summary>The limit, further up or down by the noise. A limit of 0 has no part.</summary>
    private double Clear(double limit, int direction) =>
        Measured.Low == Measured.High ? limit : limit + direction * Noise * Math.Abs(limit);
}
