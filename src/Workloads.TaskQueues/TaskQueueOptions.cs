namespace Workloads.TaskQueues;

/// <summary>What becomes of a queue's tasks; whoever opens the same queue says the same.</summary>
public sealed record TaskQueueOptions
{
    /// <summary>The most retries that a queue takes.</summary>
    public const int MaxRetries = 16;

    /// <summary>
    /// How long a task that failed rests before it is tried again, once for each time: 1 ms to a day each, at most
    /// <see cref="MaxRetries"/>. When it fails after the last, it goes to the dead letters. None unless set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">They are too many, or one is out of its range.</exception>
    public IReadOnlyList<TimeSpan> RetryAfter
    {
        get;
        init => field = value.Count <= MaxRetries
            && value.All(delay => delay >= TimeSpan.FromMilliseconds(1) && delay <= TimeSpan.FromDays(1))
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), string.Join(", ", value),
                Invariant($"A queue takes up to {MaxRetries} delays from 1 ms to a day."));
    } = [];

    /// <summary>Delays that grow twofold.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many.</param>
    public static IReadOnlyList<TimeSpan> Growing(TimeSpan first, int count) =>
        [.. Enumerable.Range(0, count).Select(retry => first * Math.Pow(2, retry))];
}
