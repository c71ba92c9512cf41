using Workloads.Charts;
namespace Workloads.Measuring;

/// <summary>
/// The time of a block of code (A2): <c>using (TimeScope.Start("name")) { … }</c> tells it when the block ends, also when it throws.
/// </summary>
public sealed class TimeScope : IDisposable
{
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

    /// <summary>Stops the clock and tells the time, the first time it is called.</summary>
    public void Dispose()
    {
        if (_elapsed is not null)
            return;
        _elapsed = _time.GetElapsedTime(_start);
        _tell($"{Name}: {Unit.Seconds.Format(_elapsed.Value.TotalSeconds)}");
    }
}
