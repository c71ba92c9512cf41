namespace Workloads.Measuring;

/// <summary>How fast jobs of known times could be done by so many workers (B12): no schedule can beat the bound.</summary>
/// <param name="Workers">How many workers, 1 or more.</param>
/// <param name="Times">The jobs' times, in the order in which they were given.</param>
internal sealed record BestSchedule(int Workers, IReadOnlyList<TimeSpan> Times)
{
    /// <summary>How many workers.</summary>
    public int Workers { get; } = Workers >= 1
        ? Workers
        : throw new ArgumentOutOfRangeException(nameof(Workers), Workers, "A schedule takes 1 worker or more.");

    /// <summary>What one worker needs.</summary>
    public TimeSpan Work => Times.Aggregate(TimeSpan.Zero, static (sum, time) => sum + time);

    /// <summary>No schedule is shorter: an even share of the work, or the longest job if that is longer.</summary>
    public TimeSpan Bound => TimeSpan.FromTicks(Math.Max(Work.Ticks / Workers, Times.Count == 0 ? 0 : Times.Max().Ticks));

    /// <summary>The best speed-up that any schedule can reach.</summary>
    public double BestSpeedUp => Work / Bound;

    /// <summary>The time when each free worker takes the next job as given.</summary>
    public TimeSpan InGivenOrder => Simulate(Times);

    /// <summary>The time when each free worker takes the longest job left (Graham 1969: at most a third longer than the best).</summary>
    public TimeSpan LargestFirst => Simulate(Times.OrderDescending());

    private TimeSpan Simulate(IEnumerable<TimeSpan> times)
    {
        var free = new PriorityQueue<int, TimeSpan>(Enumerable.Range(0, Workers).Select(static worker => (worker, TimeSpan.Zero)));
        TimeSpan end = TimeSpan.Zero;
        foreach (TimeSpan time in times)
        {
            free.TryDequeue(out int worker, out TimeSpan since);
            free.Enqueue(worker, since + time);
            end = since + time > end ? since + time : end;
        }

        return end;
    }
}
