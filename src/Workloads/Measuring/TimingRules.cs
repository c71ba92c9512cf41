namespace Workloads.Measuring;

/// <summary>What must hold for a row that was read from somewhere.</summary>
internal static class TimingRules
{
    /// <summary>Returns the row when it makes sense.</summary>
    /// <param name="row">The row.</param>
    /// <param name="where">Where it was read, for the message.</param>
    /// <exception cref="FormatException">It does not; the message names the field.</exception>
    public static Timing Checked(Timing row, string where)
    {
        Require(row.Callers >= 1, "callers", row.Callers, "1 or more");
        Require(row.Workers >= 1, "workers", row.Workers, "1 or more");
        Require(row.Repeat >= 0, "repeat", row.Repeat, "0 or more");
        Require(double.IsFinite(row.Seconds) && row.Seconds >= 0, "seconds", row.Seconds, "0 or more, and finite");
        return row;

        void Require(bool holds, string field, object value, string allowed)
        {
            if (!holds)
                throw new FormatException(Invariant($"{where}, field '{field}': {value} must be {allowed}."));
        }
    }
}
