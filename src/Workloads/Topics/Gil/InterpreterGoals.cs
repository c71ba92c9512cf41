using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>What the stack machine, its lock and the explorer must keep to.</summary>
internal static class InterpreterGoals
{
    private static readonly TimeSpan ShortInterval = TimeSpan.FromMilliseconds(0.5);

    /// <summary>
    /// The build that the goals are measured against: CPython 3.12, or else the newest that has a GIL; null when there is none.
    /// </summary>
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
        return Of(compared, row =>
            Criterion.AtMost($"{row.Trial.What}: the machine takes, of CPython's time,", row.Ratio, 1.5, Unit.Ratio));
    }

    /// <summary>
    /// The model's lock against CPython's: what it costs, how often it is handed over, and how long it keeps a thread waiting.
    /// </summary>
    /// <inheritdoc cref="VmSpeedAsync"/>
    public static async Task<GoalMeasurement> GilFidelityAsync(CPython? python, CancellationToken cancellationToken = default)
    {
        LockTrial four = LockTrial.HandOvers(threads: 4);
        var compared = await LockComparison.MeasureAsync(
            [LockTrial.TwoThreads(calls: 120), LockTrial.HandOvers(), LockTrial.HandOvers(ShortInterval), four, LockTrial.Sleep(),
                LockTrial.Sleep(ShortInterval)],
            python,
            3,
            cancellationToken).ConfigureAwait(false);
        return Of(compared, row =>
            Criterion.AtMost($"{row.Trial.What}: off by", Math.Abs(row.Ratio - 1), row.Trial == four ? 0.10 : 0.05, Unit.Percent));
    }

    /// <summary>Compiled fib with the lock's check points against compiled fib without.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<GoalMeasurement> GilCheckPointAsync(CancellationToken cancellationToken = default)
    {
        const int Size = 25;
        Turns turns = await OneThreadPrice.OfCheckPointsAsync(Size, callers: 200, rounds: 25, cancellationToken).ConfigureAwait(false);
        return new([Criterion.AtMost(turns, OneThreadPrice.Checked, OneThreadPrice.Plain, 1.08)],
            Invariant($"a call is one of fib({Size})"));
    }

    /// <summary>
    /// Three threads that add 1 three times, every instruction a check point, explored whole, in turns with as many entries of a bare hash
    /// set.
    /// </summary>
    /// <param name="rounds">The most rounds, 1 or more.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidOperationException">The outcomes are not those that are known.</exception>
    public static async Task<GoalMeasurement> ExplorerAsync(int rounds = 15, CancellationToken cancellationToken = default)
    {
        const string State = "a state explored", Entry = "an entry of a bare hash set";
        string[] threads = ["add(3)", "add(3)", "add(3)"];
        Exploration first = Explore();
        if (!first.IsComplete || !first.ValuesOf("counter").SequenceEqual([2, 3, 4, 5, 6, 7, 8, 9]))
            throw new InvalidOperationException($"The outcomes are wrong: {string.Join(", ", first.ValuesOf("counter").Select(value => Invariant($"{value}")))}.");
        var turns = new InTurns
        {
            Ways = [new(State, _ => Task.Run(() => 1 / Explore().StatesPerSecond)),
                new(Entry, async token => await Way.Timed(Entry, Fill).MeasureAsync(token).ConfigureAwait(false) / first.States)],
            MaxRounds = rounds, Time = InTurns.LongTime, WarmUps = rounds / 3,
        };
        return new(
            [Criterion.AtMost(await turns.RunAsync(cancellationToken).ConfigureAwait(false), State, Entry, 6)],
            Invariant($"{first.States:N0} states, explored the first time in {Unit.Seconds.Format(first.Elapsed.TotalSeconds)}"));

        Exploration Explore() => new Explorer().Explore(StackProgram.Counter, threads, cancellationToken);

        void Fill()
        {
            var seen = new HashSet<UInt128>();
            for (int state = 0; state < first.States; state++)
                seen.Add(((UInt128)(uint)state << 96) | (uint)state);
        }
    }

    private static GoalMeasurement Of(IReadOnlyList<LockComparison> compared, Func<LockComparison, Criterion> judge) => new(
        [.. compared.Select(row => judge(row) with { Ours = row.ModelText, Peer = row.PythonText })],
        string.Join(", ", compared.Select(row => $"{row.Trial.What} {row.ModelText}, {row.Build?.Name ?? "CPython"} {row.PythonText}")));
}
