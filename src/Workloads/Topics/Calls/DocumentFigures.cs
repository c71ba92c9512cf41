using Workloads.Measuring;

namespace Workloads.Topics;

/// <summary>
/// The times that the documents give, as rows beside the measured ones. They were taken on the authors' machines, with
/// CPython and printing within the time; how many cores there were is not told.
/// </summary>
public static class DocumentFigures
{
    /// <summary>Document 000's name as a runtime.</summary>
    public const string PastPresentFuture = "document 000";

    /// <summary>Fibonacci by 1,000 callers (sizes 10, 20 and 25) and by 10,000 (size 0), with one thread, threads and processes (A3, A4, A7 to A9).</summary>
    public static IReadOnlyList<Timing> Fibonacci { get; } =
    [
        .. Rows(size: 10, callers: 1_000, oneThread: 0.0041588750027585775, threads: 0.012557791997096501, processes: 0.1447971250017872),
        .. Rows(size: 20, callers: 1_000, oneThread: 0.39971687500656117, threads: 0.41029400000115857, processes: 0.21206420799717307),
        .. Rows(size: 25, callers: 1_000, oneThread: 4.478854541986948, threads: 4.450871249995544, processes: 0.9804444589972263),
        .. Rows(size: 0, callers: 10_000, oneThread: 0.0027001670096069574, threads: 0.05031700000108685, processes: 0.7957916659943294),
    ];

    /// <summary>Document 000's traced function, fib(10) by 1,000 callers: on one thread, and in a pool of threads (A5), in seconds.</summary>
    public static (double OneThread, double Threads) Traced { get; } = (14.36734866599727, 37.5095809159975);

    /// <summary>Document 001's name as a runtime.</summary>
    public const string ConcurrencyModels = "document 001";

    /// <summary>The twenty numbers of document 001, one after the other and by worker processes (B11, B12); how many these were is not told.</summary>
    public static IReadOnlyList<Timing> Primes { get; } =
    [
        new(ConcurrencyModels, "one thread", "is-prime", Size: 0, Callers: 20, Workers: 1, Repeat: 0, Seconds: 14),
        new(ConcurrencyModels, "processes", "is-prime", Size: 0, Callers: 20, Workers: 1, Repeat: 0, Seconds: 4.13),
    ];

    private static IEnumerable<Timing> Rows(long size, int callers, double oneThread, double threads, double processes)
    {
        yield return Row("sequential", oneThread);
        yield return Row("thread pool", threads);
        yield return Row("processes", processes);

        Timing Row(string model, double seconds) => new(PastPresentFuture, model, "fibonacci", size, callers, Workers: 1, Repeat: 0, seconds);
    }
}
