using Workloads.Measuring;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

/// <summary>
/// Each experiment of <c>gil.py</c> and <c>interpreters.py</c> at a small size, on the oldest and the newest CPython: counts and shapes,
/// never times.
/// </summary>
public sealed class GilScriptTests
{
    private const int Limit = 180_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task Every_way_has_a_number_for_each_round()
    {
        foreach (CPython python in await OldestAndNewestAsync())
        {
            Turns computed = await GilExperiments.Computing.MeasureAsync(python, new { size = 12, calls = 5, threads = 3, rounds = 2,
                switch_interval_ms = 1 }, Token);
            Turns hashed = await GilExperiments.Hashing.MeasureAsync(python, new { kilobytes = 64, calls = 3, rounds = 2 }, Token);
            Turns waited = await GilExperiments.Waiting.MeasureAsync(python, new { milliseconds = 2, threads = 3, rounds = 2 }, Token);
            Turns slept = await GilExperiments.Sleeps.MeasureAsync(python, new { cpu_threads = 1, waits = 5 }, Token);
            Turns echoed = await GilExperiments.Echo.MeasureAsync(python, new { messages = 5 }, Token);

            Assert.Equal(["one thread", "one thread beside a waiting one", "3 threads"], computed.Names);
            Assert.Equal(["one hashing thread", "2 hashing threads"], hashed.Names);
            Assert.Equal(["one wait", "3 waits", "one wait beside a computing thread"], waited.Names);
            Assert.Equal([2, 2, 2, 5, 5], ((Turns[])[computed, hashed, waited, slept, echoed]).Select(turns => turns.Rounds));
            Assert.All(slept.Values("took"), seconds => Assert.True(seconds >= 0.001));
            Assert.All(waited.Names.SelectMany(waited.Values), seconds => Assert.True(seconds >= 0.002));
        }
    }

    [Fact(Timeout = Limit)]
    public async Task The_lock_is_kept_for_an_interval_and_where_there_is_none_nothing_is_counted()
    {
        foreach (CPython python in await OldestAndNewestAsync())
        {
            Turns kept = await GilExperiments.HandOvers.MeasureAsync(python, new { seconds = 0.3, rounds = 2 }, Token);

            // No thread is asked to give the lock up before the interval has passed, but for a few waits.
            Assert.Equal(python.Gil == GilState.Off ? 0 : 2, kept.Rounds);
            Assert.All(kept.Values("kept"), seconds => Assert.True(seconds >= 0.004));
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Every_traced_call_is_printed()
    {
        foreach (CPython python in await OldestAndNewestAsync())
        {
            PythonTrace trace = await GilExperiments.Traced.RunAsync(python, new { size = 6, callers = 4, rounds = 1 },
                cancellationToken: Token);

            // Two rounds, the warm-up included. A line may be torn where two threads print at once.
            Assert.InRange(trace.Calls, 1, 2 * 4 * ((2 * Fibonacci.Of(6)) - 1));
            Assert.InRange(trace.Shown.Count, 1, 12);
            Assert.Equal(["untraced", "one thread", "threads"], trace.Took.Keys);
            Assert.All(trace.Took.Values, rounds => Assert.Single(rounds));
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Interpreters_are_created_run_and_closed()
    {
        CPython python = await FoundPythons.WithInterpretersAsync();

        PythonLives lived = await GilExperiments.Lives.RunAsync(python, new { creations = 3 }, cancellationToken: Token);
        Turns side = await GilExperiments.SideBySide.MeasureAsync(python, new { size = 12, calls = 5, rounds = 2 }, Token);
        PythonNames names = await GilExperiments.PublicNames.RunAsync(python, cancellationToken: Token);

        Assert.Equal(3, lived.Right);
        Assert.All(lived.Took.Values, times => Assert.Equal(3, times.Length));
        Assert.Equal(["one interpreter", "2 interpreters"], side.Names);
        Assert.Equal(python.Version >= new Version(3, 14), names.Names.Count > 0);
    }

    [Fact(Timeout = Limit)]
    public async Task The_traced_calls_of_dotnet_are_printed_and_read_to_the_last()
    {
        TracedCalls traced = await TracedCalls.MeasureAsync(fibNumber: 5, callers: 4, rounds: 1, cancellationToken: Token);

        TracedRuntime net = traced.Runtimes[0];
        Assert.Equal(4 * ((2 * (int)Fibonacci.Of(5)) - 1), net.Calls);
        Assert.InRange(net.Switches, 0, net.Calls);
        Assert.InRange(net.Shown.Count, 1, 12);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => TracedCalls.MeasureAsync(fibNumber: 60, cancellationToken: Token));
    }

    private static async Task<IEnumerable<CPython>> OldestAndNewestAsync()
    {
        var found = await FoundPythons.AllAsync();
        return found.Count == 1 ? found : [found[0], found[^1]];
    }
}
