namespace Workloads.Models;

/// <summary>What a generator coroutine yields: for how long it gives the thread away.</summary>
/// <param name="Time">Zero to go on after everything else that is ready has had its turn.</param>
internal readonly record struct Pause(TimeSpan Time)
{
    /// <summary>Lets the others run once and goes on: Python's <c>sleep(0)</c>.</summary>
    public static Pause Turn => default;

    /// <summary>Goes on after so many milliseconds, or as soon after as the thread is free.</summary>
    /// <param name="milliseconds">0 or more.</param>
    public static Pause Milliseconds(double milliseconds) => new(TimeSpan.FromMilliseconds(milliseconds));
}
