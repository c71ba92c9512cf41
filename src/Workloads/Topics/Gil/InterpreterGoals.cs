using Workloads.Charts;
using Workloads.Measuring;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>
/// What the stack machine, its lock and the explorer must keep to. The <c>goals</c> command measures them at full length; a
/// notebook may do so in a tenth of the time, with more noise.
/// </summary>
public static class InterpreterGoals
{
    private static readonly TimeSpan s_shortInterval = TimeSpan.FromMilliseconds(0.5);

    /// <summary>The build that the goals are measured against: CPython 3.12, or else the newest that has a GIL; null when there is none.</summary>
    public static CPython? PeerAmong(CPythons found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return found.Builds.LastOrDefault(build => build is { Version: { Major: 3, Minor: 12 }, Gil: GilState.On })
            ?? found.Builds.LastOrDefault(build => build.Gil == GilState.On);
    }

    /// <summary>All of them.</summary>
    /// <param name="python">The build beside ours; null leaves out what is measured against it.</param>
    /// <param name="full">Whether to take as long as the goals ask for.</param>
    /// <param name="cancellationToken">Ends it; no thread and no process is left running.</param>
    /// <exception cref="PythonFailedException">A script failed, or did not answer in time.</exception>
    public static async Task<GoalTable> MeasureAsync(CPython? python, bool full = true, CancellationToken cancellationToken = default) => new(
        [
            ("vm-speed", await VmSpeedAsync(python, full, cancellationToken).ConfigureAwait(false)),
            ("gil-fidelity", await GilFidelityAsync(python, full, cancellationToken).ConfigureAwait(false)),
            ("gil-checkpoint", await GilCheckPointAsync(full, cancellationToken).ConfigureAwait(false)),
            ("explorer", await Task.Run(() => Explorer(full, cancellationToken), cancellationToken).ConfigureAwait(false)),
        ],
        python,
        MachineFacts.Current);

    /// <summary>fib(25) on the stack machine against CPython's.</summary>
    /// <inheritdoc cref="MeasureAsync" path="/param"/>
    /// <inheritdoc cref="MeasureAsync" path="/exception"/>
    public static async Task<GoalMeasurement> VmSpeedAsync(CPython? python, bool full = true, CancellationToken cancellationToken = default)
    {
        LockComparison compared = await LockComparison.MeasureAsync([LockTrial.OneCall(full ? 10 : 5)], ListOf(python), full ? 11 : 2, cancellationToken).ConfigureAwait(false);
        return Of(compared, row => Criterion.AtMost($"{row.Trial.What}: the machine takes, of CPython's time,", row.Ratio, 1.5, Unit.Ratio));
    }

    /// <summary>The model's lock against CPython's: what it costs, how often it is handed over, and how long it keeps a thread waiting.</summary>
    /// <inheritdoc cref="MeasureAsync" path="/param"/>
    /// <inheritdoc cref="MeasureAsync" path="/exception"/>
    public static async Task<GoalMeasurement> GilFidelityAsync(CPython? python, bool full = true, CancellationToken cancellationToken = default)
    {
        TimeSpan duration = TimeSpan.FromSeconds(full ? 1 : 0.15);
        int waits = full ? 200 : 15;
        LockTrial four = LockTrial.HandOvers(threads: 4, duration: duration);
        LockComparison compared = await LockComparison.MeasureAsync(
            [
                LockTrial.TwoThreads(full ? 120 : 16, full ? 3 : 1),
                LockTrial.HandOvers(duration: duration),
                LockTrial.HandOvers(s_shortInterval, duration: duration),
                four,
                LockTrial.Sleep(waits: waits),
                LockTrial.Sleep(s_shortInterval, waits),
            ],
            ListOf(python),
            full ? 3 : 1,
            cancellationToken).ConfigureAwait(false);
        return Of(compared, row => Criterion.AtMost($"{row.Trial.What}: off by", Math.Abs(row.Ratio - 1), row.Trial == four ? 0.10 : 0.05, Unit.Percent));
    }

    /// <summary>Compiled fib with the lock's check points against compiled fib without.</summary>
    /// <inheritdoc cref="MeasureAsync" path="/param"/>
    public static async Task<GoalMeasurement> GilCheckPointAsync(bool full = true, CancellationToken cancellationToken = default)
    {
        CheckPointCost cost = await CheckPointCost.MeasureAsync(callers: full ? 200 : 80, repeats: full ? 25 : 7, cancellationToken: cancellationToken).ConfigureAwait(false);
        string with = Durations.Text(cost.Checked), without = Durations.Text(cost.Plain);
        return new(
            [Criterion.AtMost("compiled fib with check points takes, of the time without,", cost.Ratio, 1.08, Unit.Ratio) with { Ours = $"{without} without, {with} with" }],
            $"without {without}, with {with} a call of fib({cost.Size})");
    }

    /// <summary>Three threads that add 1 three times, every instruction a check point, explored whole.</summary>
    /// <inheritdoc cref="MeasureAsync" path="/param"/>
    public static GoalMeasurement Explorer(bool full = true, CancellationToken cancellationToken = default)
    {
        ExplorerSpeed speed = ExplorerSpeed.Measure(full ? 5 : 1, cancellationToken);
        return new(
            [
                Criterion.AtMost("three threads, three times each, explored the first time in", speed.First.Elapsed.TotalSeconds, 2, Unit.Seconds) with { Ours = $"{speed.First.States:N0} states" },
                Criterion.AtLeast("states explored a second", speed.StatesPerSecond, 1e6, Unit.Count),
            ],
            $"{speed.First.States:N0} states");
    }

    private static IReadOnlyList<CPython> ListOf(CPython? python) => python is null ? [] : [python];

    private static GoalMeasurement Of(LockComparison compared, Func<LockComparisonRow, Criterion> judge) => new(
        [.. compared.Rows.Select(row => judge(row) with { Ours = row.ModelText, Peer = row.PythonText })],
        string.Join(", ", compared.Rows.Select(row => $"{row.Trial.What} {row.ModelText}, {row.Build?.Name ?? "CPython"} {row.PythonText}")));
}
