using System.Diagnostics;
using System.Runtime.CompilerServices;
using Workloads.Models;

namespace Workloads.Topics;

/// <summary>What it costs .NET to look, in every call, at who called and in which thread (A5): the document's traced function.</summary>
/// <param name="PlainSeconds">The fibonacci numbers, untraced, on one thread.</param>
/// <param name="TracedSeconds">The same, traced.</param>
/// <param name="TracedThreadsSeconds">The same, traced, shared out among threads.</param>
/// <param name="Calls">The calls traced in the threads, in the order in which they were noted.</param>
public sealed record CallTrace(double PlainSeconds, double TracedSeconds, double TracedThreadsSeconds, IReadOnlyList<TracedCall> Calls)
{
    /// <summary>How many times as long a traced call takes.</summary>
    public double Slowdown => TracedSeconds / PlainSeconds;

    /// <summary>How often the next call was in another thread than the one before.</summary>
    public int Switches => Calls.Zip(Calls.Skip(1)).Count(static pair => pair.First.Thread != pair.Second.Thread);

    /// <summary>Where a piece of the trace begins that shows the first switch; 0 where there is none.</summary>
    /// <param name="before">So many calls before it.</param>
    public int NearFirstSwitch(int before)
    {
        int same = Calls.TakeWhile(call => call.Thread == Calls[0].Thread).Count();
        return same < Calls.Count ? Math.Max(0, same - before) : 0;
    }

    /// <summary>Traces calls, warm.</summary>
    /// <param name="size">The fibonacci number.</param>
    /// <param name="callers">How often it is computed: 1 or more.</param>
    /// <param name="threads">How many threads share the callers: 1 or more.</param>
    /// <param name="cancellationToken">Looked at before each caller.</param>
    public static CallTrace Measure(int size = 10, int callers = 20, int threads = 2, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(callers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var trace = new Tracer(size, callers);
        long plain = 0;
        _ = trace.InThreads(1, cancellationToken);
        double untraced = Timed(() =>
        {
            for (int caller = 0; caller < callers; caller++)
                plain += Fibonacci.Of(size);
        });
        double one = trace.InThreads(1, cancellationToken);
        double several = trace.InThreads(threads, cancellationToken);
        return new(untraced, one, several, trace.Calls());
    }

    private static double Timed(Action action)
    {
        action(); // the first time compiles it
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private sealed class Tracer(int size, int callers)
    {
        /// <summary>fib(n) needs 2·fib(n) − 1 calls.</summary>
        private readonly (string Caller, int Thread)[] _trace = new (string, int)[checked(callers * ((2 * (int)Fibonacci.Of(size)) - 1))];
        private int _noted;

        public double InThreads(int threads, CancellationToken cancellationToken)
        {
            _noted = 0;
            int left = callers;
            long start = Stopwatch.GetTimestamp();
            OwnThreads.Run(threads, _ =>
            {
                while (Interlocked.Decrement(ref left) >= 0 && !cancellationToken.IsCancellationRequested)
                    Fib(size);
            });
            cancellationToken.ThrowIfCancellationRequested();
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        public TracedCall[] Calls()
        {
            var numbers = new Dictionary<int, int>();
            return [.. _trace.Select(call => new TracedCall(call.Caller, numbers.TryGetValue(call.Thread, out int number) ? number : numbers[call.Thread] = numbers.Count))];
        }

        /// <summary>As the document's, it takes the whole stack to read one line of it.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        private long Fib(int n)
        {
            string caller = new StackTrace().GetFrame(1)?.GetMethod()?.Name ?? "";
            _trace[Interlocked.Increment(ref _noted) - 1] = (caller.StartsWith('<') ? "a thread's start" : caller, Environment.CurrentManagedThreadId);
            return n <= 2 ? 1 : Fib(n - 1) + Fib(n - 2);
        }
    }
}
