using Workloads.Interpreter.Exploring;
using Workloads.Interpreter.Language;
using Workloads.Measurement;

namespace Workloads.Benchmarks.Goals;

/// <summary>Three threads that add 1 three times, every instruction a check point, explored whole.</summary>
internal sealed class ExplorerGoal() : Goal("explorer")
{
    /// <inheritdoc/>
    public override Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        string[] threads = ["add(3)", "add(3)", "add(3)"];
        var explorer = new Explorer();
        Exploration first = explorer.Explore(StackProgram.Counter, threads, cancellationToken);
        Exploration[] next = [.. Enumerable.Range(0, 5).Select(_ => explorer.Explore(StackProgram.Counter, threads, cancellationToken))];
        if (!first.IsComplete || !first.ValuesOf("counter").SequenceEqual([2, 3, 4, 5, 6, 7, 8, 9]))
            throw new InvalidOperationException($"the outcomes are wrong: {string.Join(", ", first.ValuesOf("counter"))}");

        return Task.FromResult<GoalMeasurement>(new(
            [
                Criterion.AtMost("three threads, three times each, the first time", first.Elapsed.TotalSeconds, 2, static seconds => $"{seconds:0.00} s"),
                Criterion.AtLeast("states a second", next.Select(found => found.StatesPerSecond).Median(), 1e6, static states => $"{states / 1e6:0.00} million"),
            ],
            $"{first.States:N0} states, then {Durations.Text(next.Select(found => found.Elapsed.TotalSeconds).Median())}"));
    }
}
