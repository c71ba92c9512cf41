using Workloads.Charts;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// What sweeps over Fibonacci numbers say of document 000's claims on one thread, threads and processes, runtime by runtime.
/// </summary>
public static class CallClaims
{
    /// <summary>The smallest size that counts as a larger call: the first with which the document shows a gain.</summary>
    private const long LargerSize = 20;

    /// <summary>
    /// About as the number of cores allows: this part of what each further core could add, at least, up to so many cores.
    /// </summary>
    private const double LeastShare = 0.3, MostCores = 8;

    private static readonly Dictionary<string, Func<Runtime, Verdict>> Judges = new(StringComparer.Ordinal)
    {
        ["A3"] = ASmallThousand, ["A4"] = SmallCallsInThreads, ["A8"] = LargerCalls, ["A9"] = NextToNothing, ["C11"] = LargerCalls,
    };

    /// <summary>
    /// Judges A3, A4, A8, A9 or C11 by the point of the sweep that the claim is about, in each runtime that was measured. CPython's pools
    /// count
    /// with their start, as in the document, where that was measured.
    /// </summary>
    /// <param name="result">The sweep; rows that are a document's own do not count.</param>
    /// <param name="claim">The claim.</param>
    /// <exception cref="ArgumentException">A sweep says nothing of that claim.</exception>
    public static Judgement Judge(this SweepResult result, Claim claim)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(claim);
        if (!Judges.TryGetValue(claim.Id, out Func<Runtime, Verdict>? judge))
            throw WrongClaim.Of(claim, string.Join(", ", Judges.Keys));
        string[] runtimes = [.. result.Runtimes.Where(runtime => !SweepViews.IsQuoted(runtime))];
        return new(claim, [.. runtimes.Select(runtime => judge(new(result, runtime)))])
        {
            LeftOut = runtimes.Any(runtime => runtime.StartsWith("CPython", StringComparison.Ordinal)) ? "" : "No CPython was measured.",
        };
    }

    private static Verdict ASmallThousand(Runtime runtime) => runtime.At(10, 1_000) is not { One: { } one }
        ? runtime.Missing("fib(10) × 1,000 on one thread")
        : Verdicts.Of(runtime.Name,
            new Expectation(
                $"one thread takes {{0}} for {Calls(one)}{(one.Workload.EndsWith(Sweep.Printed, StringComparison.Ordinal) ? ", printing each" : "")}", runtime.Result.Took(one))
        {
            Name = "one thread", Unit = Unit.Seconds, AtMost = 0.02, Noise = 0.05, Doubt = runtime.Result.Disturbance,
        });

    private static Verdict SmallCallsInThreads(Runtime runtime) => runtime.At(10, 1_000) is not { One: { } one, Threads: { } threads }
        ? runtime.Missing("fib(10) × 1,000 on one thread and in a pool of threads")
        : Verdicts.Of(runtime.Name, runtime.Times(threads, one).AtLeast(1.1));

    private static Verdict LargerCalls(Runtime runtime)
    {
        int cores = runtime.Result.Machine.UsableCores ?? Environment.ProcessorCount;
        if (runtime.Largest() is not { One: { } one, Threads: { } threads, Processes: { } processes })
            return runtime.Missing(Invariant($"a call of fib({LargerSize}) or larger on one thread, in threads and in processes"));
        return cores < 2
            ? Verdicts.Undecided(runtime.Name, "With one core nothing can be faster than one thread. It takes a machine with two or more.")
            : Verdicts.Of(
                runtime.Name,
                runtime.Times(processes, one).AtMost(1 / (1 + LeastShare * (Math.Min(cores, MostCores) - 1))).PossibleOn(cores),
                runtime.Times(threads, one).AtLeast(0.9).PossibleOn(cores));
    }

    private static Verdict NextToNothing(Runtime runtime) =>
        runtime.At(0, 10_000) is not { One: { } one, Threads: { } threads, Processes: { } processes }
        ? runtime.Missing("fib(0) × 10,000 on one thread, in threads and in processes")
        : Verdicts.Of(runtime.Name, runtime.Times(threads, one).AtLeast(1.2), runtime.Times(processes, threads).AtLeast(3));

    private static string Calls(TimingSummary point) => Invariant($"fib({point.Size}) × {point.Callers:N0}");

    /// <summary>The document's three ways at one point.</summary>
    private sealed record Ways(TimingSummary? One, TimingSummary? Threads, TimingSummary? Processes);

    /// <summary>A ratio of two points' times, in the document's words.</summary>
    private sealed record Times(Comparison Comparison, string Sentence)
    {
        public Expectation AtLeast(double ratio) => Comparison.AtLeast(ratio) with { Sentence = Sentence };

        public Expectation AtMost(double ratio) => Comparison.AtMost(ratio) with { Sentence = Sentence };
    }

    /// <summary>The part of a sweep that one runtime measured.</summary>
    private sealed record Runtime(SweepResult Result, string Name)
    {
        public Ways At(long size, int callers) => new(
            Find("sequential", size, callers), Find("thread pool", size, callers), Find("processes", size, callers));

        /// <summary>The largest call that all three ways were measured with, by the most callers.</summary>
        public Ways? Largest() => Result.Summaries.Where(point => point.Runtime == Name && point.Size >= LargerSize)
            .OrderByDescending(point => point.Size).ThenByDescending(point => point.Callers)
            .Select(point => At(point.Size, point.Callers))
                .FirstOrDefault(ways => ways is { One: not null, Threads: not null, Processes: not null });

        public Times Times(TimingSummary point, TimingSummary than) => new(
            Result.Compare(point, than), $"for {Calls(point)} {Words(point.Model)} takes {{0}} the time of {Words(than.Model)}");

        public Verdict Missing(string what) => Verdicts.Undecided(Name, $"It takes {what} to decide, and that was not measured here.");

        private TimingSummary? Find(string model, long size, int callers) =>
            Result.Find(model + PythonModel.WithStartUp, size, callers, Name) ?? Result.Find(model, size, callers, Name);

        private static string Words(string model) => model switch
        {
            "sequential" => "one thread",
            _ when model.StartsWith("thread pool", StringComparison.Ordinal) => "a pool of threads",
            _ => "a pool of processes",
        };
    }
}
