namespace Workloads.Charts;

/// <summary>A labelled place on an axis.</summary>
internal readonly record struct Tick(double Value, string Label);

/// <summary>The ticks of an axis, and the places between them that get a fainter line.</summary>
internal sealed record Ticks(IReadOnlyList<Tick> Major, IReadOnlyList<double> Minor)
{
    private const double Gap = 10;

    /// <summary>Chooses ticks of which neighbours' labels do not touch.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="map">Where its values lie.</param>
    /// <param name="whole">Whether only whole numbers mean something.</param>
    /// <param name="room">How much of the axis a label takes up.</param>
    /// <param name="preferred">Values at which ticks say the most, if they fit: where the data are.</param>
    public static Ticks For(Axis axis, AxisMap map, bool whole, Func<string, double> room, IReadOnlyList<double>? preferred = null)
    {
        // 1.5 says something at a tick, and 1.591 does not.
        if (preferred is { Count: > 1 } && preferred.All(value => axis.Unit.Format(value, 6) == axis.Unit.Format(value))
            && AtData(axis, map, preferred) is var atData && Fits(atData.Major, map, room)
            && atData.Major.All(tick => tick.Label.Length <= 6))
            return atData;

        for (int most = Math.Max(2, (int)(map.Length / 34)); most >= 2; most = (int)(most * 0.8))
        {
            Ticks ticks = axis.Scale switch
            {
                AxisScale.Log10 => Log(axis.Unit, map, most, 10),
                AxisScale.Log2 => Log(axis.Unit, map, most, 2),
                _ => Linear(axis.Unit, map, most, whole),
            };
            if (Fits(ticks.Major, map, room))
                return ticks;
        }

        Ticks few = axis.IsLog ? Log(axis.Unit, map, 1, axis.Scale is AxisScale.Log2 ? 2 : 10) : Linear(axis.Unit, map, 1, whole);
        return few with { Major = [.. few.Major.Take(1)] };
    }

    private static Ticks AtData(Axis axis, AxisMap map, IReadOnlyList<double> values) => new(
        [.. values.Where(map.Shows)
            .Select(value => new Tick(value, axis.IsLog ? axis.Unit.FormatLogTick(value) : axis.Unit.Format(value, 6)))],
        axis.Scale is AxisScale.Log10 ? Between(map) : []);

    private static bool Fits(IReadOnlyList<Tick> ticks, AxisMap map, Func<string, double> room)
    {
        double taken = double.NegativeInfinity;
        foreach (Tick tick in ticks.OrderBy(tick => tick.Value))
        {
            double place = Math.Abs(map.Place(tick.Value) - map.From);
            double half = room(tick.Label) / 2;
            if (place - half < taken + Gap)
                return false;
            taken = place + half;
        }

        return true;
    }

    private static Ticks Linear(Unit unit, AxisMap map, int most, bool whole)
    {
        double step = NiceStep((map.Max / most) - (map.Min / most));
        if (whole && step < 1)
            step = 1;
        double largest = Math.Max(Math.Abs(map.Min), Math.Abs(map.Max));
        if (!(step > 0) || !double.IsFinite(step) || step < largest * 1e-14)
            return new([new(map.Min, unit.Format(map.Min)), new(map.Max, unit.Format(map.Max))], []);

        var ticks = new List<Tick>();
        double first = Math.Ceiling((map.Min / step) - 1e-9);
        for (double index = first; index <= first + 200; index++)
        {
            double value = index * step;
            if (!double.IsFinite(value) || index > (map.Max / step) + 1e-9)
                break;
            value = Math.Clamp(value, map.Min, map.Max);
            ticks.Add(new(value, unit.FormatTick(index == 0 ? 0 : value, step, largest)));
        }

        return new(ticks, []);
    }

    private static Ticks Log(Unit unit, AxisMap map, int most, int radix)
    {
        double low = Math.Log(map.Min) / Math.Log(radix), high = Math.Log(map.Max) / Math.Log(radix);
        int first = (int)Math.Ceiling(low - 1e-9), last = (int)Math.Floor(high + 1e-9);
        int powers = last - first + 1;
        if (radix == 10 && (powers <= 1 || powers * 3 <= most))
        {
            int[] steps = powers * 3 <= most || powers <= 1 ? [1, 2, 5] : [1];
            List<Tick> fine = [.. from power in Enumerable.Range(first - 1, Math.Max(powers, 0) + 2)
                                  from times in steps
                                  let value = Power(10, power) * times
                                  where map.Shows(value)
                                  select new Tick(value, unit.FormatLogTick(value))];
            if (fine.Count >= 3 && fine.Count <= Math.Max(most, 3))
                return new(fine, Between(map));
        }

        if (powers < 2)
            return Linear(unit, map, most, whole: false) with { Minor = Between(map) };

        int stride = Math.Max(1, (int)Math.Ceiling((double)powers / most));
        // Strides that people count in, so that labels read 1, 1,000, 1,000,000.
        if (radix == 10 && stride > 1)
        {
            int counted = stride <= 3 ? 3 : stride <= 6 ? 6 : (stride + 9) / 10 * 10;
            // But one tick alone says nothing of the scale.
            if (Math.Floor((double)last / counted) > Math.Ceiling((double)first / counted))
                stride = counted;
        }

        var ticks = new List<Tick>();
        for (int power = first; power <= last; power++)
        {
            if (((power % stride) + stride) % stride == 0 && map.Shows(Power(radix, power)))
                ticks.Add(new(Power(radix, power), unit.FormatLogTick(Power(radix, power))));
        }

        return new(ticks, radix == 10 ? Between(map) : []);
    }

    /// <summary>The places 2, 3 … 9 of each power of ten where there is room for them, else the powers themselves.</summary>
    private static double[] Between(AxisMap map)
    {
        double low = Math.Log10(map.Min), high = Math.Log10(map.Max);
        double perPower = map.Length / (high - low);
        int[] times = perPower >= 40 ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : perPower >= 5 ? [1] : [];
        return
        [
            .. from power in Enumerable.Range((int)Math.Floor(low), (int)Math.Ceiling(high) - (int)Math.Floor(low) + 1)
               from time in times
               let value = Power(10, power) * time
               where map.Shows(value)
               select value,
        ];
    }

    private static double Power(int radix, int power) => Math.Pow(radix, power);

    private static double NiceStep(double least)
    {
        if (!(least > 0))
            return least;
        double magnitude = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double times = least / magnitude;
        return magnitude * (times <= 1.0000001 ? 1 : times <= 2.0000001 ? 2 : times <= 2.5000001 ? 2.5 : times <= 5.0000001 ? 5 : 10);
    }
}
