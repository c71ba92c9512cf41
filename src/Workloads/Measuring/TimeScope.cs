using Workloads.Charts;
namespace Workloads.Measuring;

/// <summary>
/// The time of a block of code (A2): <c>using (TimeScope.Start("name")) { … }</c> tells it when the block ends, and
/// <see cref="Measure(string, Action, int, int, TimeProvider?)"/> repeats a delegate until its time can be compared.
/// </summary>
public sealed class TimeScope : IDisposable
{
    /// <summary>The most warm-ups and the most repeats of a delegate.</summary>
    public const int MaxRepeats = 100_000;

    private readonly TimeProvider _time;
    private readonly Action<string> _tell;
    private readonly long _start;
    private TimeSpan? _elapsed;

    private TimeScope(string name, Action<string> tell, TimeProvider time)
    {
        Name = name;
        _tell = tell;
        _time = time;
        _start = time.GetTimestamp();
    }

    /// <summary>What is timed.</summary>
    public string Name { get; }

    /// <summary>The time since the start; once the block has ended, the block's.</summary>
    public TimeSpan Elapsed => _elapsed ?? _time.GetElapsedTime(_start);

    /// <summary>Starts the clock.</summary>
    /// <param name="name">What is timed.</param>
    /// <param name="tell">Is given the line <c>name: 12.3 ms</c> at the end of the block; the console when left out.</param>
    /// <param name="time">The clock; the system's when left out.</param>
    public static TimeScope Start(string name, Action<string>? tell = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(name, tell ?? Console.WriteLine, time ?? TimeProvider.System);
    }

    /// <summary>Times a delegate: the first run alone, then some to warm up, then those that count.</summary>
    /// <param name="name">What is timed.</param>
    /// <param name="action">What to run.</param>
    /// <param name="warmUps">Runs that are not counted, the first one included, from 1 to 100,000.</param>
    /// <param name="repeats">Runs that are counted, from 1 to 100,000.</param>
    /// <param name="time">The clock; the system's when left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of runs is out of its range.</exception>
    public static BlockTiming Measure(string name, Action action, int warmUps = 10, int repeats = 25, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        (time, double[] seconds) = Begin(warmUps, repeats, time);
        for (int run = 0; run < seconds.Length; run++)
        {
            long start = time.GetTimestamp();
            action();
            seconds[run] = time.GetElapsedTime(start).TotalSeconds;
        }

        return new(name, seconds[0], seconds[warmUps..]);
    }

    /// <summary>Times an asynchronous delegate, one run after the other.</summary>
    /// <param name="name">What is timed.</param>
    /// <param name="action">What to run.</param>
    /// <param name="warmUps">Runs that are not counted, the first one included, from 1 to 100,000.</param>
    /// <param name="repeats">Runs that are counted, from 1 to 100,000.</param>
    /// <param name="time">The clock; the system's when left out.</param>
    /// <param name="cancellationToken">Ends it between two runs.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of runs is out of its range.</exception>
    public static async Task<BlockTiming> MeasureAsync(
        string name, Func<Task> action, int warmUps = 10, int repeats = 25, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        (time, double[] seconds) = Begin(warmUps, repeats, time);
        for (int run = 0; run < seconds.Length; run++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long start = time.GetTimestamp();
            await action().ConfigureAwait(false);
            seconds[run] = time.GetElapsedTime(start).TotalSeconds;
        }

        return new(name, seconds[0], seconds[warmUps..]);
    }

    /// <summary>Stops the clock and tells the time, the first time it is called.</summary>
    public void Dispose()
    {
        if (_elapsed is not null)
            return;
        _elapsed = _time.GetElapsedTime(_start);
        _tell($"{Name}: {Unit.Seconds.Format(_elapsed.Value.TotalSeconds)}");
    }

    private static (TimeProvider Time, double[] Seconds) Begin(int warmUps, int repeats, TimeProvider? time)
    {
        CheckRuns(warmUps, nameof(warmUps));
        CheckRuns(repeats, nameof(repeats));
        return (time ?? TimeProvider.System, new double[warmUps + repeats]);

        static void CheckRuns(int runs, string name)
        {
            if (runs is < 1 or > MaxRepeats)
                throw new ArgumentOutOfRangeException(name, runs, $"A delegate is run from 1 to {MaxRepeats:N0} times.");
        }
    }
}
