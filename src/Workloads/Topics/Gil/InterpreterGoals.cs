using MathNet.Numerics.Statistics;
using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>What the stack machine, its lock and the explorer must keep to.</summary>
internal static class InterpreterGoals
{
    private static readonly TimeSpan ShortInterval = TimeSpan.FromMilliseconds(0.5);

    /// <summary>The build that the goals are measured against: CPython 3.12, or else the newest that has a GIL; null when there is none.</summary>
    public static CPython? PeerAmong(CPythons found) =>
        found.Builds.LastOrDefault(build => build is { Version: { Major: 3, Minor: 12 }, Gil: GilState.On })
        ?? found.Builds.LastOrDefault(build => build.Gil == GilState.On);

    /// <summary>fib(25) on the stack machine against CPython's.</summary>
    /// <param name="python">The build beside ours; null leaves out what is measured against it.</param>
    /// <param name="cancellationToken">Ends it; no thread and no process is left running.</param>
    /// <exception cref="PythonFailedException">A script failed, or did not answer in time.</exception>
    public static async Task<GoalMeasurement> VmSpeedAsync(CPython? python, CancellationToken cancellationToken = default)
    {
        var compared = await LockComparison.MeasureAsync([LockTrial.OneCall()], python, 11, cancellationToken).ConfigureAwait(false);
        return Of(compared, row => Criterion.AtMost($"{row.Trial.What}: the machine takes, of CPython's time,", row.Ratio, 1.5, Unit.Ratio));
    }

    /// <summary>The model's lock against CPython's: what it costs, how often it is handed over, and how long it keeps a thread waiting.</summary>
    /// <inheritdoc cref="VmSpeedAsync"/>
    public static async Task<GoalMeasurement> GilFidelityAsync(CPython? python, CancellationToken cancellationToken = default)
    {
        LockTrial four = LockTrial.HandOvers(threads: 4);
        var compared = await LockComparison.MeasureAsync(
            [LockTrial.TwoThreads(calls: 120), LockTrial.HandOvers(), LockTrial.HandOvers(ShortInterval), four, LockTrial.Sleep(), LockTrial.Sleep(ShortInterval)],
            python,
            3,
            cancellationToken).ConfigureAwait(false);
        return Of(compared, row => Criterion.AtMost($"{row.Trial.What}: off by", Math.Abs(row.Ratio - 1), row.Trial == four ? 0.10 : 0.05, Unit.Percent));
    }

    /// <summary>Compiled fib with the lock's check points against compiled fib without.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<GoalMeasurement> GilCheckPointAsync(CancellationToken cancellationToken = default)
    {
        const int Size = 25;
        Turns turns = await OneThreadPrice.OfCheckPointsAsync(Size, callers: 200, rounds: 25, cancellationToken).ConfigureAwait(false);
        Comparison cost = turns.Compare(OneThreadPrice.Checked, OneThreadPrice.Plain);
        string without = Unit.Seconds.Format(turns.Took(OneThreadPrice.Plain).Value), with = Unit.Seconds.Format(turns.Took(OneThreadPrice.Checked).Value);
        return new(
            [Criterion.AtMost("compiled fib with check points takes, of the time without,", cost.Ratio.Value, 1.08, Unit.Ratio) with { Ours = $"{without} without, {with} with" }],
            Invariant($"without {without}, with {with} a call of fib({Size})"));
    }

    /// <summary>Three threads that add 1 three times, every instruction a check point, explored whole.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidOperationException">The outcomes are not those that are known.</exception>
    public static GoalMeasurement Explorer(CancellationToken cancellationToken = default)
    {
        string[] threads = ["add(3)", "add(3)", "add(3)"];
        var explorer = new Explorer();
        Exploration[] all = [.. Enumerable.Range(0, 6).Select(_ => explorer.Explore(StackProgram.Counter, threads, cancellationToken))];
        if (!all[0].IsComplete || !all[0].ValuesOf("counter").SequenceEqual([2, 3, 4, 5, 6, 7, 8, 9]))
            throw new InvalidOperationException($"The outcomes are wrong: {string.Join(", ", all[0].ValuesOf("counter").Select(value => Invariant($"{value}")))}.");
        return new(
            [
                Criterion.AtMost("three threads, three times each, explored the first time in", all[0].Elapsed.TotalSeconds, 2, Unit.Seconds) with { Ours = Invariant($"{all[0].States:N0} states") },
                Criterion.AtLeast("states explored a second", all[1..].Select(found => found.StatesPerSecond).Median(), 1e6, Unit.Count),
            ],
            Invariant($"{all[0].States:N0} states"));
    }

    private static GoalMeasurement Of(IReadOnlyList<LockComparison> compared, Func<LockComparison, Criterion> judge) => new(
        [.. compared.Select(row => judge(row) with { Ours = row.ModelText, Peer = row.PythonText })],
        string.Join(", ", compared.Select(row => $"{row.Trial.What} {row.ModelText}, {row.Build?.Name ?? "CPython"} {row.PythonText}")));
}
