namespace Workloads.Charts;

/// <summary>Cuts lines at the plot's edges (Liang and Barsky, "A New Concept and Method for Line Clipping", 1984).</summary>
internal static class Clip
{
    /// <summary>The parts of a line through places that lie within a box.</summary>
    public static IEnumerable<Place[]> Line(Place[] places, Box box)
    {
        if (Array.TrueForAll(places, box.Holds))
            return [places];

        var parts = new List<Place[]>();
        var part = new List<Place>();
        for (int index = 1; index < places.Length; index++)
        {
            if (Segment(places[index - 1], places[index], box) is not var (from, to))
            {
                Finish();
                continue;
            }

            if (part.Count == 0 || part[^1] != from)
            {
                Finish();
                part.Add(from);
            }

            part.Add(to);
        }

        Finish();
        return parts;

        void Finish()
        {
            if (part.Count > 0)
                parts.Add([.. part]);
            part.Clear();
        }
    }

    private static (Place From, Place To)? Segment(Place from, Place to, Box box)
    {
        double dx = to.X - from.X, dy = to.Y - from.Y, enter = 0, leave = 1;
        if (!Edge(-dx, from.X - box.Left) || !Edge(dx, box.Right - from.X) || !Edge(-dy, from.Y - box.Top) || !Edge(dy, box.Bottom - from.Y))
            return null;
        return (enter == 0 ? from : new(from.X + (enter * dx), from.Y + (enter * dy)), leave == 1 ? to : new(from.X + (leave * dx), from.Y + (leave * dy)));

        bool Edge(double direction, double distance)
        {
            if (direction == 0)
                return distance >= 0;
            double share = distance / direction;
            if (direction < 0)
                enter = Math.Max(enter, share);
            else
                leave = Math.Min(leave, share);
            return enter <= leave;
        }
    }
}

/// <summary>A rectangle in the drawing.</summary>
internal readonly record struct Box(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;

    public bool Holds(Place place) => place.X >= Left && place.X <= Right && place.Y >= Top && place.Y <= Bottom;

    public bool Holds(Box other) => other.Left >= Left && other.Right <= Right && other.Top >= Top && other.Bottom <= Bottom;

    public bool Touches(Box other) => other.Left < Right && other.Right > Left && other.Top < Bottom && other.Bottom > Top;
}
