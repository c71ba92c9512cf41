namespace Workloads.Benchmarks.Goals;

/// <summary>One measured figure and its bound.</summary>
internal sealed record Criterion
{
    private readonly Func<double, string> _text;
    private readonly bool _isCeiling;

    private Criterion(string what, double value, double bound, bool isCeiling, Func<double, string> text) =>
        (What, Value, Bound, _isCeiling, _text) = (what, value, bound, isCeiling, text);

    /// <summary>What was measured.</summary>
    public string What { get; }

    /// <summary>The figure.</summary>
    public double Value { get; }

    /// <summary>Where it must not get past.</summary>
    public double Bound { get; }

    /// <summary>Whether it keeps to the bound.</summary>
    public bool IsMet => _isCeiling ? Value <= Bound : Value >= Bound;

    /// <summary>What was measured, in words.</summary>
    public string Measured => $"{What} {_text(Value)}";

    /// <summary>The bound, in words.</summary>
    public string Goal => $"{(_isCeiling ? "≤" : "≥")} {_text(Bound)}";

    /// <summary>A figure that must not be larger than its bound.</summary>
    public static Criterion AtMost(string what, double value, double bound, Func<double, string> text) => new(what, value, bound, isCeiling: true, text);

    /// <summary>A figure that must not be smaller than its bound.</summary>
    public static Criterion AtLeast(string what, double value, double bound, Func<double, string> text) => new(what, value, bound, isCeiling: false, text);
}
