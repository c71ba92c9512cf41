using Workloads.Execution;
using Workloads.Interpreter;
using Workloads.Measurement;

namespace Workloads.Benchmarks.Goals;

/// <summary>Compiled fib with the lock's check point against compiled fib without, in turns.</summary>
internal sealed class GilCheckPointGoal() : Goal("gil-checkpoint")
{
    private const int Size = 25;
    private const int Callers = 200;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        var with = new InterpreterModel(code: InterpreterCode.Compiled, workers: 1);
        SweepResult result = await new Sweep
        {
            Workload = Workload.Fibonacci,
            Sizes = [Size],
            Callers = [Callers],
            Models = [new SequentialModel(), with],
            Repeats = 25,
        }.RunAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();

        double[] plain = Seconds(result.OfRuntimes(new SequentialModel().Runtime)), check = Seconds(result.OfRuntimes(with.Runtime));
        return new(
            [Criterion.AtMost("compiled fib with check points takes, of the time without,", check.Zip(plain, static (one, other) => one / other).Median(), 1.08, Figures.Times)],
            $"without {Durations.Text(plain.Median() / Callers)}, with {Durations.Text(check.Median() / Callers)} a call of fib({Size})");
    }

    private static double[] Seconds(SweepResult result) => [.. result.Rows.OrderBy(row => row.Repeat).Select(row => row.Seconds)];
}
