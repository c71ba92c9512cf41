using System.Diagnostics;
using Workloads.Benchmarks.Peers;
using Workloads.Measurement;
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
        var peers = new List<string> { $".NET {Durations.Text(ours.Median())}" };
        var leftOut = new List<string>();
        if (native is not null)
        {
            criteria.Add(Criterion.AtMost($"fib({Size}) takes, of g++ -O2's time,", ours.Zip(cpp, static (we, they) => we / they).Median(), 2.0, Figures.Times));
            peers.Add($"g++ -O2 {Durations.Text(cpp.Median())}");
        }
        else
        {
            leftOut.Add("g++ is not here");
        }

        if (python is not null)
        {
            criteria.Add(Criterion.AtLeast($"as fast as {python.Runtime}", ours.Zip(pythons, static (we, they) => they / we).Median(), 35, Figures.Times));
            peers.Add($"{python.Runtime} {Durations.Text(pythons.Median())}");
        }
        else
        {
            leftOut.Add("CPython is not here");
        }

        return new(criteria, string.Join(", ", peers)) { LeftOut = leftOut };
    }

    private static async Task<PythonModel?> FastestPythonAsync(CancellationToken cancellationToken)
    {
        PythonModel? fastest = null;
        TimeSpan best = TimeSpan.MaxValue;
        foreach (CPython build in (await CPythons.FindAsync(cancellationToken)).Builds)
        {
            var model = new PythonModel(build, PythonPool.OneThread);
            TimeSpan time = (await model.RunAsync(Workload.Fibonacci, Size, 5 * PythonCalls, cancellationToken)).Elapsed;
            if (time < best)
                (fastest, model, best) = (model, fastest!, time);
            if (model is not null)
                await model.DisposeAsync();
        }

        return fastest;
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
