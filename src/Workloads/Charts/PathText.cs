namespace Workloads.Charts;

/// <summary>
/// Writes a path's data in few letters: after each start, steps from one rounded place to the next, so that nothing drifts.
/// </summary>
internal readonly struct PathText(SvgText svg)
{
    /// <summary>A line through places.</summary>
    public void Line(ReadOnlySpan<Place> places)
    {
        if (places.Length == 0)
            return;
        long x = Tenths(places[0].X), y = Tenths(places[0].Y);
        svg.Raw('M').At(x / 10.0).Raw(' ').At(y / 10.0);
        if (places.Length == 1)
        {
            svg.Raw("h0");
            return;
        }

        svg.Raw('l');
        bool first = true;
        foreach (Place place in places[1..])
        {
            long nextX = Tenths(place.X), nextY = Tenths(place.Y);
            if (!first && nextX >= x)
                svg.Raw(' ');
            svg.At((nextX - x) / 10.0);
            if (nextY >= y)
                svg.Raw(' ');
            svg.At((nextY - y) / 10.0);
            (x, y, first) = (nextX, nextY, false);
        }
    }

    private static long Tenths(double place) => (long)Math.Round(place * 10);
}

/// <summary>A place in the drawing.</summary>
internal readonly record struct Place(double X, double Y);
