using MathNet.Numerics.Statistics;
using Workloads.Charts;

namespace Workloads.Measuring;

/// <summary>How one way of doing something compares with another, by rounds in which both had their turn.</summary>
/// <param name="What">The way that is spoken of.</param>
/// <param name="Than">The way that it is compared with.</param>
/// <param name="Ratio">Its time in times of the other's: the median of the rounds' ratios, with its interval of 95 %.</param>
/// <param name="Noise">How far the same compared with itself seemed to be from 1 in these rounds: 0.02 is 2 %.</param>
/// <param name="Rounds">How many rounds.</param>
/// <param name="Disturbance">What else went on meanwhile, as a reason not to decide; null when nothing did.</param>
internal sealed record Comparison(string What, string Than, Estimate Ratio, double Noise, int Rounds, string? Disturbance = null)
{
    /// <summary>How many times as fast it is as the other: the ratio turned round.</summary>
    public Estimate SpeedUp =>
        new(1 / Ratio.Value, Ratio.High > 0 ? 1 / Ratio.High : 0, Ratio.Low > 0 ? 1 / Ratio.Low : double.PositiveInfinity);

    /// <summary>Whether it is faster than the other by more than the noise.</summary>
    public bool IsFaster => Disturbance is null && Ratio.High < 1 - Noise;

    /// <summary>Whether it is slower than the other by more than the noise.</summary>
    public bool IsSlower => DoubtAt(1) is null && Ratio.Low > 1 + Noise;

    /// <summary>Why a way that gains next to nothing over another says nothing (<see cref="CoresGiven"/>); null where it does.</summary>
    internal string? MissingCores { get; init; }

    /// <summary>That its time is at least so many times the other's.</summary>
    /// <param name="ratio">The least ratio.</param>
    public Expectation AtLeast(double ratio) => Expect(DoubtAt(ratio)) with { AtLeast = ratio };

    /// <summary>That its time is at most so many times the other's.</summary>
    /// <param name="ratio">The largest ratio.</param>
    public Expectation AtMost(double ratio) => Expect(DoubtAt(ratio)) with { AtMost = ratio };

    /// <summary>In words: <c>threads take 1.04× the time of one thread (1.02× to 1.06×)</c>.</summary>
    public override string ToString() => Expect(Disturbance).Told;

    /// <summary>Compares two ways by the rounds in which both had a turn; another's numbers are left out.</summary>
    internal static Comparison Of(
        string what, string than, IEnumerable<(int Round, double Value)> ours, IEnumerable<(int Round, double Value)> theirs,
        string? disturbance = null)
    {
        (double Ours, double Theirs)[] pairs =
            [.. ours.Join(theirs, one => one.Round, other => other.Round, (one, other) => (one.Value, other.Value))];
        double noise = Math.Max(NoiseOf([.. pairs.Select(pair => pair.Ours)]), NoiseOf([.. pairs.Select(pair => pair.Theirs)]));
        return new(what, than, MedianInterval.Of([.. pairs.Select(pair => pair.Ours / pair.Theirs)]), noise, pairs.Length, disturbance);
    }

    /// <summary>Whether half the interval's width is at most such a part of the ratio.</summary>
    internal bool IsWithin(double precision) => (Ratio.High - Ratio.Low) / 2 <= precision * Math.Abs(Ratio.Value);

    /// <summary>
    /// How far the same compared with itself seems to be from 1: each round's value against the next one's is a ratio whose median truly
    /// is 1, and by so much chance alone moves it, a single disturbed round more or less: the standard error of a median, from the median
    /// absolute deviation (Rousseeuw and Croux, <i>Alternatives to the Median Absolute Deviation</i>, 1993).
    /// </summary>
    private static double NoiseOf(IReadOnlyList<double> values)
    {
        if (values.Count < 3)
            return double.PositiveInfinity;
        double[] same = [.. values.Skip(1).Zip(values, (next, one) => Math.Abs(Math.Log(next / one)))];
        double noise = 1.4826 * 1.2533 * same.Median() / Math.Sqrt(same.Length);
        return double.IsNaN(noise) ? double.PositiveInfinity : noise;
    }

    /// <summary>
    /// Why it cannot be told on which side of a limit it lies. What gained nothing while cores were missing would have, with all of them,
    /// taken its time through their number at best.
    /// </summary>
    private string? DoubtAt(double limit) =>
        Disturbance ?? (CoresGiven.ShowsNoGain(Ratio, limit) && Ratio.Low < Environment.ProcessorCount * limit ? MissingCores : null);

    private Expectation Expect(string? doubt) =>
        new($"{What} take {{0}} the time of {Than}", Ratio)
        {
            Name = $"{What} / {Than}",
            Unit = Unit.Ratio,
            Noise = Noise,
            Doubt = doubt
        };
}
