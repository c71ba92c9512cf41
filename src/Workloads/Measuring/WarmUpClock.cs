using System.Diagnostics;

namespace Workloads.Measuring;

/// <summary>Tells how long to warm up: so long, and longer while the JIT compiler still has methods to compile anew.</summary>
/// <remarks>
/// It is a young process whose queue is long, with all that was called while it started. So the time beyond what is asked for
/// is limited for the process as a whole: a warm-up later on waits for its own methods only.
/// </remarks>
/// <param name="time">How long at least; zero is over at once.</param>
internal sealed class WarmUpClock(TimeSpan time) : IDisposable
{
    /// <summary>How many times the time asked for may come on top of it.</summary>
    private const int MostTimes = 3;

    /// <summary>Several runs still fall within the delay after which the runtime looks what is called often.</summary>
    private static readonly TimeSpan _rest = TimeSpan.FromMilliseconds(5);

    private static long _ticksLeft = (MostTimes * WarmUp.DefaultTime).Ticks;

    private readonly CompilerWatch _compiler = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly TimeSpan _most = time + TimeSpan.FromTicks(Math.Clamp(Interlocked.Read(ref _ticksLeft), 0, MostTimes * time.Ticks));

    /// <summary>Tells whether it is warm; to be asked between two runs of what is warmed up.</summary>
    /// <remarks>Once only the compiler is waited for, this thread rests before it answers: the compiler gets on sooner with a core of its own.</remarks>
    public bool IsOver()
    {
        bool quiet = _compiler.IsQuiet();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_start);
        if (elapsed >= _most || (quiet && elapsed >= time))
            return true;
        if (elapsed >= time)
            Thread.Sleep(_rest);
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Interlocked.Add(ref _ticksLeft, -Math.Max(0, (Stopwatch.GetElapsedTime(_start) - time).Ticks));
        _compiler.Dispose();
    }
}
