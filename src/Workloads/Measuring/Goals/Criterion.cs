using Workloads.Charts;

namespace Workloads.Measuring;

/// <summary>One measured figure and its bound.</summary>
internal sealed record Criterion
{
    private readonly Func<double, string> _text;
    private readonly bool _isCeiling;

    private Criterion(string what, double value, double bound, bool isCeiling, Func<double, string> text) =>
        (What, Value, Bound, _isCeiling, _text) = (what, value, bound, isCeiling, text);

    /// <summary>What was measured.</summary>
    public string What { get; }

    /// <summary>The figure; NaN where it could not be measured.</summary>
    public double Value { get; }

    /// <summary>Where it must not get past.</summary>
    public double Bound { get; }

    /// <summary>The figures that <see cref="Value"/> was made from, in words: what is ours; empty when it is the figure itself.</summary>
    public string Ours { get; init; } = "";

    /// <summary>Likewise the floor's: the least that the same can cost, in throw-away form or in C++; empty when there is none.</summary>
    public string Floor { get; init; } = "";

    /// <summary>Likewise the peer's: the same work elsewhere, such as in CPython; empty when there is none.</summary>
    public string Peer { get; init; } = "";

    /// <summary>Where the figure lies with 95 %, as its rounds tell; null where they do not.</summary>
    public Estimate? Interval { get; init; }

    /// <summary>Whether it keeps to the bound; what could not be measured does not.</summary>
    public bool IsMet => _isCeiling ? Value <= Bound : Value >= Bound;

    /// <summary>The figure, in words.</summary>
    public string Figure => _text(Value);

    /// <summary>The interval, in words; empty without one.</summary>
    public string Spread => Interval is { } interval ? $"{_text(interval.Low)} to {_text(interval.High)}" : "";

    /// <summary>What was measured, in words.</summary>
    public string Measured => $"{What} {Figure}";

    /// <summary>The bound, in words.</summary>
    public string Goal => $"{(_isCeiling ? "≤" : "≥")} {_text(Bound)}";

    /// <summary>A figure that must not be larger than its bound.</summary>
    public static Criterion AtMost(string what, double value, double bound, Func<double, string> text) =>
        new(what, value, bound, isCeiling: true, text);

    /// <inheritdoc cref="AtMost(string, double, double, Func{double, string})"/>
    public static Criterion AtMost(string what, double value, double bound, Unit unit) => AtMost(what, value, bound, unit.Format);

    /// <summary>What a way of ours takes, in times of the least that the same can cost, both measured in turns.</summary>
    internal static Criterion AtMost(Turns turns, string ours, string floor, double bound) =>
        Of(turns, turns.Compare(ours, floor), bound, isCeiling: true) with { Ours = Time(turns, ours), Floor = Time(turns, floor) };

    /// <summary>What a peer takes, in times of ours, both measured in turns.</summary>
    internal static Criterion AtLeast(Turns turns, string peer, string ours, double bound) =>
        Of(turns, turns.Compare(peer, ours), bound, isCeiling: false) with { Ours = Time(turns, ours), Peer = Time(turns, peer) };

    /// <summary>A figure that must not be smaller than its bound.</summary>
    public static Criterion AtLeast(string what, double value, double bound, Func<double, string> text) =>
        new(what, value, bound, isCeiling: false, text);

    /// <inheritdoc cref="AtLeast(string, double, double, Func{double, string})"/>
    public static Criterion AtLeast(string what, double value, double bound, Unit unit) => AtLeast(what, value, bound, unit.Format);

    private static Criterion Of(Turns turns, Comparison comparison, double bound, bool isCeiling) =>
        new($"{comparison.What}, in times of {comparison.Than},", comparison.Ratio.Value, bound, isCeiling, Unit.Ratio.Format)
        {
            Interval = turns.Rounds < InTurns.MinRounds ? null : comparison.Ratio,
        };

    private static string Time(Turns turns, string way) => Unit.Seconds.Format(turns.Took(way).Value);
}
