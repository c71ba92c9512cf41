using Workloads.Benchmarks.Peers;
using Workloads.Models;
using Workloads.Python;

namespace Workloads.Benchmarks.Goals;

/// <summary>fib(25) in its steady state against C++ and CPython, in turns.</summary>
internal sealed class FibNativeGoal()
    : Goal("fib-native", missedBecause: "g++ inlines the recursion into itself several times, which .NET's compiler does not")
{
    private const string Ours = "fib(25)", Cpp = "g++ -O2's";
    private const int Size = 25;

    // Many short rounds: where cores change their speed by themselves, the three of a round shall see the same.
    private const int Rounds = 51;
    private const int Calls = 60;
    private const int PythonCalls = 3;

    /// <summary>Of each CPython, until the fastest is known.</summary>
    private const int Tries = 9;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        await using NativeProgram? native = await NativeProgram.StartAsync(NativeProgram.Fibonacci, cancellationToken);
        await using PythonModel? python = await FastestPythonAsync(cancellationToken);
        if (native is null && python is null)
            throw new GoalSkippedException("neither g++ nor CPython is here");

        List<Way> ways = [Way.Timed(Ours, static () => Fibonacci.Of(Size), TimeSpan.FromMilliseconds(7))];
        if (native is not null)
            ways.Add(new(Cpp, async token => (await native.RunAsync(Size, Calls, token)).Seconds / Calls));
        if (python is not null)
            ways.Add(new(python.Runtime, async token => (await python.RunAsync(Workload.Fibonacci, Size, PythonCalls, token)).TimePerCall));
        Turns turns = await new InTurns
        {
            Ways = ways,
            MaxRounds = Rounds,
            Time = TimeSpan.MaxValue,
            WarmUps = Rounds
        }.RunAsync(cancellationToken);
        return new(
            [
                .. native is null ? (Criterion[])[] : [Criterion.AtMost(turns, Ours, Cpp, 2.0)],
                .. python is null ? (Criterion[])[] : [Criterion.AtLeast(turns, python.Runtime, Ours, 35)],
            ],
            "")
        {
            LeftOut = [.. native is null ? (string[])["g++ is not here"] : [], .. python is null ? (string[])["CPython is not here"] : []],
        };
    }

    /// <summary>The one with the fastest of several short runs; all take turns.</summary>
    private static async Task<PythonModel?> FastestPythonAsync(CancellationToken cancellationToken)
    {
        var builds = (await CPythons.FindAsync(cancellationToken)).Builds.Select(
            static build => (Model: new PythonModel(build, PythonPool.OneThread), Times: new List<TimeSpan>())).ToList();
        try
        {
            for (int turn = 0; turn < Tries; turn++)
            {
                foreach (var (model, times) in builds)
                    times.Add((await model.RunAsync(Workload.Fibonacci, Size, PythonCalls, cancellationToken)).Elapsed);
            }
        }
        finally
        {
            foreach (var (model, _) in builds)
                await model.DisposeAsync();
        }

        return builds.Count == 0 ? null
            : new PythonModel(builds.MinBy(static build => build.Times.Min()).Model.Python, PythonPool.OneThread);
    }
}
