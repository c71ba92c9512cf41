using System.Diagnostics;
using Workloads.Benchmarks.Peers;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Python;

namespace Workloads.Benchmarks.Goals;

/// <summary>fib(25) in its steady state against C++ and CPython, in turns.</summary>
internal sealed class FibNativeGoal() : Goal("fib-native")
{
    private const int Size = 25;

    // Many short rounds: where cores change their speed by themselves, the three of a round shall see the same.
    private const int Rounds = 51;
    private const int Calls = 60;
    private const int PythonCalls = 3;

    /// <summary>Of each CPython, until the fastest is known.</summary>
    private const int Turns = 9;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        await using NativeFibonacci? native = await NativeFibonacci.StartAsync(cancellationToken);
        await using PythonModel? python = await FastestPythonAsync(cancellationToken);
        if (native is null && python is null)
            throw new GoalSkippedException("neither g++ nor CPython is here");

        WarmUp();
        List<double> ours = [], cpp = [], pythons = [];
        for (int round = 0; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ours.Add(Time(Calls) / Calls);
            if (native is not null)
                cpp.Add((await native.RunAsync(Size, Calls, cancellationToken)).Seconds / Calls);
            if (python is not null)
                pythons.Add((await python.RunAsync(Workload.Fibonacci, Size, PythonCalls, cancellationToken)).TimePerCall);
        }

        var criteria = new List<Criterion>();
        var peers = new List<string> { $".NET {Figures.Time(ours.Median())}" };
        var leftOut = new List<string>();
        if (native is not null)
        {
            criteria.Add(Criterion.AtMost($"fib({Size}) takes, of g++ -O2's time,", ours.Zip(cpp, static (we, they) => we / they).Median(), 2.0, Figures.Times));
            peers.Add($"g++ -O2 {Figures.Time(cpp.Median())}");
        }
        else
        {
            leftOut.Add("g++ is not here");
        }

        if (python is not null)
        {
            criteria.Add(Criterion.AtLeast($"as fast as {python.Runtime}", ours.Zip(pythons, static (we, they) => they / we).Median(), 35, Figures.Times));
            peers.Add($"{python.Runtime} {Figures.Time(pythons.Median())}");
        }
        else
        {
            leftOut.Add("CPython is not here");
        }

        return new(criteria, string.Join(", ", peers)) { LeftOut = leftOut };
    }

    /// <summary>The one with the fastest of several short runs; all take turns.</summary>
    private static async Task<PythonModel?> FastestPythonAsync(CancellationToken cancellationToken)
    {
        var builds = (await CPythons.FindAsync(cancellationToken)).Builds.Select(static build => (Model: new PythonModel(build, PythonPool.OneThread), Times: new List<TimeSpan>())).ToList();
        try
        {
            for (int turn = 0; turn < Turns; turn++)
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

        return builds.Count == 0 ? null : new PythonModel(builds.MinBy(static build => build.Times.Min()).Model.Python, PythonPool.OneThread);
    }

    private static void WarmUp()
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(1.5))
            Time(Calls / 10);
    }

    private static double Time(int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int call = 0; call < calls; call++)
            Fibonacci.Of(Size);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
