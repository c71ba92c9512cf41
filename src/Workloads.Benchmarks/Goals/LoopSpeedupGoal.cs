using Workloads.Models;

namespace Workloads.Benchmarks.Goals;

/// <summary>
/// fib(25) × 1,000 in the parallel loop and on the thread pool, in times of what plain threads take, each with its share cut out
/// beforehand.
/// </summary>
internal sealed class LoopSpeedupGoal() : Goal("loop-speedup")
{
    private const string Threads = "plain threads", OneThread = "one thread";

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        if (Environment.ProcessorCount < 2)
            throw new GoalSkippedException("there is one core alone");

        ExecutionModel[] models = [new ParallelLoopModel(), new ThreadPoolModel()];
        var calls = new Calls(Workload.Fibonacci, 25, 1_000);
        Turns turns = await new InTurns
        {
            Ways =
            [
                .. models.Select(model =>
                    new Way(model.Name, async token => (await model.RunAsync(calls, cancellationToken: token)).Seconds)),
                .. SharedWork.OnThreads(OneThread, Threads, Environment.ProcessorCount, calls.Count, static () => Fibonacci.Of(25)),
            ],
            MaxRounds = 15, Time = TimeSpan.MaxValue, WarmUps = 3,
        }.RunAsync(cancellationToken);
        return new(
            [.. models.Select(model => Criterion.AtMost(turns, model.Name, Threads, 1.05))],
            $"plain threads are {Unit.Ratio.Format(turns.Compare(OneThread, Threads).Ratio.Value)} as fast as one thread on {MachineFacts.Current.Cores}");
    }
}
