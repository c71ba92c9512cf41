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

    /// <summary>
    /// The part of an area that lies between a box's top and its bottom (Sutherland and Hodgman, "Reentrant Polygon Clipping", 1974).
    /// </summary>
    public static Place[] Area(Place[] corners, Box box) => Below(Below(corners, box.Top, 1), box.Bottom, -1);

    private static Place[] Below(Place[] corners, double edge, int sign)
    {
        var kept = new List<Place>();
        for (int index = 0; index < corners.Length; index++)
        {
            Place from = corners[index], to = corners[(index + 1) % corners.Length];
            bool fromIn = sign * (from.Y - edge) >= 0, toIn = sign * (to.Y - edge) >= 0;
            if (fromIn)
                kept.Add(from);
            if (fromIn != toIn)
                kept.Add(new(from.X + ((to.X - from.X) * (edge - from.Y) / (to.Y - from.Y)), edge));
        }

        return [.. kept];
    }

    private static (Place From, Place To)? Segment(Place from, Place to, Box box)
    {
        double dx = to.X - from.X, dy = to.Y - from.Y, enter = 0, leave = 1;
        if (!Edge(-dx, from.X - box.Left) || !Edge(dx, box.Right - from.X) || !Edge(-dy, from.Y - box.Top)
            || !Edge(dy, box.Bottom - from.Y))
            return null;
        return (enter == 0 ? from : new(from.X + (enter * dx), from.Y + (enter * dy)),
            leave == 1 ? to : new(from.X + (leave * dx), from.Y + (leave * dy)));

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
