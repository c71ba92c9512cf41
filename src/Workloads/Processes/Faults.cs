using System.Diagnostics;

namespace Workloads.Processes;

/// <summary>
/// Workloads that go wrong on purpose, to see what a pool makes of it. A call of size 0 returns 0; any other size does the
/// harm. Workers know them only when the pool's options say so (<see cref="ProcessPoolOptions.AllowFaults"/>).
/// </summary>
/// <remarks>Run in this process instead of a worker, most of them end this process.</remarks>
public static class Faults
{
    /// <summary>Throws an exception.</summary>
    public static Workload Throw { get; } =
        Faulty("fault-throw", static size => throw new InvalidOperationException(Invariant($"Asked to fail with {size}.")));

    /// <summary>Ends its process with the size as exit code (1 to 255).</summary>
    public static Workload Exit { get; } = Faulty("fault-exit", static size => Environment.Exit((int)size), maxSize: 255);

    /// <summary>Kills its process as the system does when memory runs out: at once, with no last word (SIGKILL).</summary>
    public static Workload Kill { get; } = Faulty("fault-kill", static _ => Process.GetCurrentProcess().Kill());

    /// <summary>Recurses until the stack is full, which ends a .NET process.</summary>
    public static Workload StackOverflow { get; } = Faulty("fault-stack-overflow", static _ => Recurse(0));

    /// <summary>
    /// Runs out of memory on a thread that nobody watches, which ends a .NET process. Its heap is limited to 64 MB first.
    /// </summary>
    public static Workload OutOfMemory { get; } = Faulty("fault-out-of-memory", static _ => ExhaustHeap());

    /// <summary>Computes forever.</summary>
    public static Workload Hang { get; } = Faulty("fault-hang", static _ => SpinForever());

    /// <summary>Prints as many lines as its size says to standard output, of which the pool must see nothing.</summary>
    public static Workload Print { get; } = Faulty("fault-print", static size => PrintLines(size));

    /// <summary>Starts a child that sleeps as many seconds as the size says and outlives the worker.</summary>
    public static Workload LeaveChild { get; } =
        Faulty("fault-leave-child", static size => Process.Start("sleep", [Invariant($"{size}")]).Dispose(), maxSize: 60);

    /// <summary>Opens a pool of as many workers as the size says, gets each of them stuck in a call, and leaves it open.</summary>
    public static Workload LeavePool { get; } = Faulty("fault-leave-pool", static size => OpenStuckPool((int)size), maxSize: 16);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Workload> All { get; } =
        [Throw, Exit, Kill, StackOverflow, OutOfMemory, Hang, Print, LeaveChild, LeavePool];

    private static Workload Faulty(string name, Action<long> harm, long maxSize = long.MaxValue) => new(
        name,
        size =>
        {
            if (size != 0)
                harm(size);
            return 0;
        },
        minSize: 0,
        maxSize);

    private static long Recurse(long depth) => depth < 0 ? 0 : Recurse(depth + 1) + depth;

    private static void SpinForever()
    {
        while (Environment.TickCount64 >= 0)
            Thread.SpinWait(1_000);
    }

    private static void PrintLines(long count)
    {
        for (long line = 0; line < count; line++)
            Console.WriteLine(Invariant($"Line {line} of a workload that prints."));
    }

    private static void OpenStuckPool(int workers)
    {
        ProcessPool pool = ProcessPool.StartAsync(new ProcessPoolOptions { Workers = workers, AllowFaults = true }).GetAwaiter()
            .GetResult();
        for (int worker = 0; worker < workers; worker++)
            _ = pool.CallAsync(Hang, 1);
    }

    private static void ExhaustHeap()
    {
        const ulong Limit = 64 << 20;
        AppContext.SetData("GCHeapHardLimit", Limit);
        GC.RefreshMemoryLimit();
        var thread = new Thread(static () =>
        {
            var held = new List<byte[]>();
            while (true)
                held.Add(new byte[1 << 20]);
        });
        thread.Start();
        thread.Join();
    }
}
