using System.Globalization;

namespace Workloads.Measuring;

/// <summary>A fitted parameter and where it lies with 95 % confidence.</summary>
/// <param name="Value">The best value.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">The interval's upper end; infinite when the points set no limit.</param>
internal readonly record struct Estimate(double Value, double Low, double High)
{
    /// <summary>Whether the interval holds a value.</summary>
    public bool Holds(double value) => value >= Low && value <= High;

    /// <inheritdoc/>
    public override string ToString() => ToString("0.####");

    /// <summary>The value and its interval, such as 0.05 (0.04 to 0.06).</summary>
    /// <param name="format">How each of the three numbers is written.</param>
    public string ToString(string format)
    {
        return $"{Text(Value)} ({Text(Low)} to {Text(High)})";

        string Text(double number) => double.IsInfinity(number) ? "∞" : number.ToString(format, CultureInfo.InvariantCulture);
    }
}
