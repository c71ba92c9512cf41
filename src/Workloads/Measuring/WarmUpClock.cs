using System.Diagnostics;

namespace Workloads.Measuring;

/// <summary>Tells how long to warm up: so long, and longer while the JIT compiler still has methods to compile anew.</summary>
/// <param name="time">How long at least; zero is over at once.</param>
internal sealed class WarmUpClock(TimeSpan time) : IDisposable
{
    /// <summary>
    /// How many times the time asked for it may take in all: in a young process there is always something left to compile.
    /// </summary>
    private const int MostTimes = 2;

    /// <summary>Several runs still fall within the delay after which the runtime looks what is called often.</summary>
    private static readonly TimeSpan _rest = TimeSpan.FromMilliseconds(5);

    private readonly CompilerWatch _compiler = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    /// <summary>Tells whether it is warm; to be asked between two runs of what is warmed up.</summary>
    /// <remarks>
    /// Once only the compiler is waited for, this thread rests before it answers: the compiler gets on sooner with a core of its own.
    /// </remarks>
    public bool IsOver()
    {
        bool quiet = _compiler.IsQuiet();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_start);
        if (elapsed >= MostTimes * time || (quiet && elapsed >= time))
            return true;
        if (elapsed >= time)
            Thread.Sleep(_rest);
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _compiler.Dispose();
}
