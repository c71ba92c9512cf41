namespace Workloads;

/// <summary>
/// Computes a Fibonacci number and then waits, as a request does that works on what it got and asks another server: size 1,020 is
/// fib(20) and then 10 ms. Models that can do so give the thread back while it waits.
/// </summary>
internal static class Mixture
{
    private const long Step = 100;

    internal static Workload Workload { get; } =
        new("fibonacci-then-wait", Block, WaitAsync, minSize: 0, (Waiting.MaxMilliseconds * Step) + Fibonacci.MaxN);

    /// <summary>The size of a call that computes and then waits.</summary>
    /// <param name="n">The Fibonacci number that it computes: 0 to <see cref="Fibonacci.MaxN"/>.</param>
    /// <param name="milliseconds">How long it waits then: 0 to <see cref="Waiting.MaxMilliseconds"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static long Size(long n, long milliseconds) => (Waiting.Workload.Checked(milliseconds) * Step) + Fibonacci.Workload.Checked(n);

    private static long Block(long size, CancellationToken cancellationToken)
    {
        long result = Fibonacci.Workload.Run(size % Step, cancellationToken);
        Waiting.Workload.Invoke(size / Step, cancellationToken);
        return result;
    }

    private static async ValueTask<long> WaitAsync(long size, TimeProvider time, CancellationToken cancellationToken)
    {
        long result = Fibonacci.Workload.Run(size % Step, cancellationToken);
        await Waiting.Workload.InvokeAsync(size / Step, time, cancellationToken).ConfigureAwait(true);
        return result;
    }
}
