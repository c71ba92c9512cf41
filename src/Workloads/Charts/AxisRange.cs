namespace Workloads.Charts;

/// <summary>Chooses where an axis begins and ends.</summary>
internal sealed class AxisRange(Axis axis)
{
    private double _min = double.PositiveInfinity;
    private double _max = double.NegativeInfinity;

    /// <summary>How many finite values were left out, since a logarithmic axis has no place for them.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Whether all values are whole numbers, so that ticks between them would mean nothing.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Takes a value into account.</summary>
    public void Add(double value)
    {
        if (!double.IsFinite(value))
            return;
        if (axis.IsLog && value <= 0)
        {
            LeftOut++;
            return;
        }

        if (value < _min)
            _min = value;
        if (value > _max)
            _max = value;
        if (IsWhole && value != Math.Floor(value))
            IsWhole = false;
    }

    /// <summary>Takes values into account.</summary>
    public void Add(IEnumerable<double> values)
    {
        foreach (double value in values)
            Add(value);
    }

    /// <summary>Takes a value into account, but leaves it out silently where the axis has no place for it.</summary>
    public void AddQuietly(double value)
    {
        if (!axis.IsLog || value > 0)
            Add(value);
    }

    /// <summary>The ends of the axis: always finite, the first below the second, both above zero on a logarithmic axis.</summary>
    /// <param name="fromZero">Whether a linear axis must show zero.</param>
    /// <param name="padding">The share of the axis to leave free at each end.</param>
    public (double Min, double Max) Ends(bool fromZero, double padding)
    {
        var (min, max) = axis.IsLog ? LogEnds(padding) : LinearEnds(fromZero, padding);
        double givenMin = axis.Min is { } low && Takes(low) ? low : min;
        double givenMax = axis.Max is { } high && Takes(high) ? high : max;
        return givenMin < givenMax ? (givenMin, givenMax) : (min, max);
    }

    private bool Takes(double value) => double.IsFinite(value) && (!axis.IsLog || value > 0);

    private (double Min, double Max) LinearEnds(bool fromZero, double padding)
    {
        if (_min > _max)
            return (0, 1);
        double min = _min, max = _max;
        if (fromZero || axis.FromZero)
            (min, max) = (Math.Min(min, 0), Math.Max(max, 0));
        if (min == max)
        {
            double around = min == 0 ? 1 : Math.Abs(min) / 2;
            return (Finite(min - around), Finite(max + around));
        }

        double more = ((max * padding) - (min * padding)) switch
        {
            var room when room > 0 => room,
            _ => 0,
        };
        bool standsOnZero = min >= 0 && (fromZero || axis.FromZero || min - more < 0);
        bool hangsFromZero = max <= 0 && (fromZero || axis.FromZero || max + more > 0);
        double low = standsOnZero && (min == 0 || padding > 0) ? Math.Min(min, 0) : Finite(min - more);
        double high = hangsFromZero && (max == 0 || padding > 0) ? Math.Max(max, 0) : Finite(max + more);
        return low < high ? (low, high) : (Finite(min - Math.Abs(min)), Finite(max + Math.Abs(max)));
    }

    private (double Min, double Max) LogEnds(double padding)
    {
        if (_min > _max)
            return (1, 10);
        double low = Math.Log10(_min), high = Math.Log10(_max);
        double more = high - low < 1e-9 ? 0.5 : (high - low) * padding;
        // The least double that has all its digits is about 1e-307; below it a tick's arithmetic would lose them.
        return (Math.Min(Math.Pow(10, Math.Max(low - more, -323)), _min),
            Finite(Math.Max(Math.Pow(10, Math.Min(high + more, 308.25)), _max)));
    }

    private static double Finite(double value) => Math.Clamp(value, double.MinValue, double.MaxValue);
}
