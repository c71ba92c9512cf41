using Workloads.Python;

namespace Workloads.Topics;

/// <summary>How threads add 1 to the counter that they share.</summary>
public enum PythonIncrement
{
    /// <summary><c>counter += 1</c>: up to 3.9 a thread can be switched within it, from 3.10 on it cannot.</summary>
    Plain,

    /// <summary>With a call of a function between the read and the write: a thread can be switched there, in every version.</summary>
    Call,

    /// <summary>With <c>sleep(0)</c> between the read and the write: a thread gives the GIL away there.</summary>
    Yielding,

    /// <summary>While holding a lock.</summary>
    Locked,

    /// <summary>By sending the update to the thread that owns the counter, through a queue (C9).</summary>
    Owner,
}

/// <summary>What a counter reached to which threads of a CPython added 1 at the same time (C7).</summary>
/// <param name="Expected">What it reaches when no update is lost.</param>
/// <param name="Counters">What it reached, one number a trial.</param>
/// <param name="Seconds">How long each trial took.</param>
public sealed record PythonCounter(long Expected, IReadOnlyList<long> Counters, IReadOnlyList<double> Seconds)
{
    /// <summary>The updates that were lost in the median trial, as a part of all: from 0 to 1.</summary>
    public double MedianLost => Middle.Of([.. Counters.Select(counter => 1 - (double)counter / Expected)]);

    /// <summary>The median time of one increment.</summary>
    public TimeSpan TimePerIncrement => TimeSpan.FromSeconds(Middle.Of(Seconds) / Expected);

    /// <summary>Lets threads count.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="increment">How they add 1.</param>
    /// <param name="threads">How many: 1 or more.</param>
    /// <param name="increments">How often each adds 1: 1 or more. Yielding takes some 80 µs each from 3.11 on.</param>
    /// <param name="trials">How often they all do so from the start: 1 or more.</param>
    /// <param name="switchInterval">How long a thread waits before it asks for the GIL; CPython's own 5 ms when left out.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonCounter> CountAsync(
        CPython python,
        PythonIncrement increment = PythonIncrement.Plain,
        int threads = 2,
        int increments = 500_000,
        int trials = 5,
        TimeSpan? switchInterval = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(increments, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        return python.RunScriptAsync<PythonCounter>(
            "lost_updates",
            new { way = increment.ToString().ToLowerInvariant(), threads, increments, trials, switch_interval_ms = switchInterval?.TotalMilliseconds },
            cancellationToken: cancellationToken);
    }
}
