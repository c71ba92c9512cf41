namespace Workloads.Models;

/// <summary>Threads that are made for one piece of work each, and all waited for.</summary>
internal static class OwnThreads
{
    /// <summary>Makes the threads, starts them one after the other, and returns when the last has ended.</summary>
    /// <param name="count">How many.</param>
    /// <param name="body">What each runs, with its number from 0 on. Nothing may be thrown out of it: that would end the process.</param>
    public static void Run(int count, Action<int> body)
    {
        Thread[] threads = [.. Enumerable.Range(0, count).Select(number => new Thread(() => body(number)) { IsBackground = true })];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
    }
}
