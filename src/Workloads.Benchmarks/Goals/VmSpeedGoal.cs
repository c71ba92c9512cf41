using System.Diagnostics;
using Workloads.Interpreter;
using Workloads.Interpreter.Language;
using Workloads.Measurement;
using Workloads.Python;

namespace Workloads.Benchmarks.Goals;

/// <summary>fib(25) on the stack machine against CPython 3.12, in turns.</summary>
internal sealed class VmSpeedGoal() : Goal("vm-speed")
{
    private const int Size = 25;
    private const int Calls = 10;
    private const int Rounds = 11;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        CPython python = (await CPythons.FindAsync(cancellationToken)).Of(3, 12) ?? throw new GoalSkippedException("CPython 3.12 is not here");
        await using var peer = new PythonModel(python, PythonPool.OneThread);
        using var host = new InterpreterHost();
        using SubInterpreter machine = host.NewInterpreter(StackProgram.Fibonacci);
        Time(machine);

        List<double> ours = [], theirs = [];
        for (int round = 0; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ours.Add(Time(machine));
            theirs.Add((await peer.RunAsync(Workload.Fibonacci, Size, Calls, cancellationToken)).TimePerCall.TotalSeconds);
        }

        double ratio = ours.Zip(theirs, static (we, they) => we / they).Median();
        return new(
            [Criterion.AtMost($"fib({Size}) takes, of {python.Name}'s time,", ratio, 1.5, Figures.Times)],
            $"stack machine {Durations.Text(ours.Median())}, {python.Name} {Durations.Text(theirs.Median())}");
    }

    private static double Time(SubInterpreter machine)
    {
        long start = Stopwatch.GetTimestamp();
        for (int call = 0; call < Calls; call++)
            machine.Call("fib", Size);
        return Stopwatch.GetElapsedTime(start).TotalSeconds / Calls;
    }
}
