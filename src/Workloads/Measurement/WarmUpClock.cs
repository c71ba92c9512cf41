using System.Diagnostics;

namespace Workloads.Measurement;

/// <summary>Tells how long to warm up: so long, and longer while the JIT compiler still has methods to compile anew, up to a limit.</summary>
/// <param name="time">How long at least; zero is over at once.</param>
internal sealed class WarmUpClock(TimeSpan time) : IDisposable
{
    /// <summary>How many times the time asked for is the most.</summary>
    private const int MostTimes = 4;

    private readonly CompilerWatch _compiler = new();
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>Whether it is warm.</summary>
    public bool IsOver
    {
        get
        {
            bool quiet = _compiler.IsQuiet();
            TimeSpan elapsed = Stopwatch.GetElapsedTime(_start);
            return elapsed >= MostTimes * time || (quiet && elapsed >= time);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _compiler.Dispose();
}
