namespace Workloads.Topics;

/// <summary>What Python and .NET offer for concurrency, and since when (C1).</summary>
public static class ConcurrencyHistory
{
    /// <summary>Python's name as a platform.</summary>
    public const string Python = "Python";

    /// <summary>.NET's name as a platform.</summary>
    public const string DotNet = ".NET";

    /// <summary>All milestones, by year.</summary>
    public static IReadOnlyList<Milestone> All { get; } =
    [
        .. new Milestone[]
        {
            new(Python, "threading, Queue", "1.5.2", 1999, "library reference 1.5.2"),
            new(DotNet, "Thread, lock, ThreadPool, Begin/End", "1.0", 2002, ".NET Framework 1.0 class library"),
            new(Python, "generators", "2.2", 2001, "PEP 255"),
            new(DotNet, "iterators (yield return)", "2.0", 2005, "C# 2.0 specification"),
            new(Python, "two-way generators (send)", "2.5", 2006, "PEP 342"),
            new(DotNet, "ReaderWriterLockSlim", "3.5", 2007, ".NET Framework 3.5 class library"),
            new(Python, "multiprocessing", "2.6", 2008, "PEP 371"),
            new(DotNet, "Task, Parallel, CancellationToken", "4.0", 2010, ".NET Framework 4 class library"),
            new(Python, "concurrent.futures", "3.2", 2011, "PEP 3148"),
            new(Python, "the GIL with a switch interval of 5 ms", "3.2", 2011, "What's New In Python 3.2"),
            new(Python, "yield from", "3.3", 2012, "PEP 380"),
            new(DotNet, "async and await", "4.5", 2012, "C# 5.0 specification"),
            new(Python, "asyncio", "3.4", 2014, "PEP 3156"),
            new(Python, "async and await", "3.5", 2015, "PEP 492"),
            new(Python, "asynchronous generators", "3.6", 2016, "PEP 525"),
            new(DotNet, "ValueTask", "Core 2.0", 2017, ".NET Core 2.0 class library"),
            new(Python, "context variables", "3.7", 2018, "PEP 567"),
            new(DotNet, "channels", "Core 2.1", 2018, "package System.Threading.Channels 4.5"),
            new(DotNet, "asynchronous streams", "Core 3.0", 2019, "C# 8.0 specification"),
            new(Python, "shared memory", "3.8", 2019, "What's New In Python 3.8"),
            new(DotNet, "Parallel.ForEachAsync, PeriodicTimer", "6", 2021, "What's new in .NET 6"),
            new(Python, "task groups", "3.11", 2022, "What's New In Python 3.11"),
            new(Python, "a GIL for each interpreter", "3.12", 2023, "PEP 684"),
            new(DotNet, "TimeProvider", "8", 2023, "What's new in .NET 8"),
            new(Python, "builds without the GIL", "3.13", 2024, "PEP 703"),
            new(DotNet, "Lock", "9", 2024, "What's new in .NET 9"),
            new(Python, "interpreters in the standard library", "3.14", 2025, "PEP 734"),
        }.OrderBy(static milestone => milestone.Year),
    ];

    /// <summary>The two dates that document 002 gives in its picture.</summary>
    public static IReadOnlyList<Milestone> InDocument { get; } =
    [
        new(Python, "concurrent.futures", "3.2", 2011, "document 002"),
        new(Python, "asyncio", "3.4", 2014, "document 002"),
    ];
}
