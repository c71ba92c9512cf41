using System.Diagnostics;

namespace Workloads.Tests;

/// <summary>What only chance decides, such as whether two threads meet, is tried again, longer and longer, until it happens.</summary>
internal static class Chance
{
    /// <summary>The time limit of a test that waits for a chance: the deadline, and an attempt that began before it.</summary>
    public const int TimeLimit = 120_000;

    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    /// <summary>From this time on attempts grow no longer, so that the last one ends within the time limit on a slow machine too.</summary>
    private static readonly TimeSpan s_longAttempt = TimeSpan.FromSeconds(2);

    /// <summary>Tries until an attempt says yes, and fails after a minute.</summary>
    /// <param name="what">What is to happen, in a sentence.</param>
    /// <param name="size">How long the first attempt is, in whatever unit: each one after it gets the double.</param>
    /// <param name="attempt">Makes one attempt of that size. What must hold in each, it asserts itself.</param>
    public static async Task HappensAsync(string what, int size, Func<int, Task<bool>> attempt)
    {
        long start = Stopwatch.GetTimestamp();
        for (int attempts = 1; ; attempts++)
        {
            long began = Stopwatch.GetTimestamp();
            if (await attempt(size))
                return;
            Assert.True(Stopwatch.GetElapsedTime(start) < s_deadline,
                $"{what} It did not in {attempts} attempts, the last of size {size:N0}.");
            if (Stopwatch.GetElapsedTime(began) < s_longAttempt && size <= int.MaxValue / 2)
                size *= 2;
        }
    }

    /// <inheritdoc cref="HappensAsync(string, int, Func{int, Task{bool}})"/>
    /// <remarks>The attempts block a thread of their own.</remarks>
    public static Task HappensAsync(string what, int size, Func<int, bool> attempt) => HappensAsync(what, size, current =>
        Task.Factory.StartNew(() => attempt(current), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
}
