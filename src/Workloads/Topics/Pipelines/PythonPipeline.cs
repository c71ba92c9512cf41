using System.Diagnostics;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>A stage of <see cref="PythonPipeline"/>: threads that take from a <c>queue.Queue</c> and wait for each item.</summary>
/// <param name="Name">Its name, as charts and failures show it.</param>
/// <param name="Milliseconds">How long it waits for an item, from 0 to 1,000.</param>
/// <param name="Workers">Threads, from 1 to 64.</param>
/// <param name="Capacity">Items that may wait before it, 1 or more.</param>
/// <param name="FailsAt">The number of the item that it fails on; none when left out.</param>
public sealed record PythonStage(string Name, double Milliseconds, int Workers = 1, int Capacity = 8, int? FailsAt = null);

/// <summary>The pipeline of bounded queues as a CPython runs it, with threads and <c>queue.Queue</c> (E7).</summary>
public static class PythonPipeline
{
    /// <summary>Sends the numbers from 0 on through, and returns when the last has come out.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="stages">One or more, in their order.</param>
    /// <param name="items">From 0 to 100,000.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="PipelineFailedException">A stage failed, as it was told to; all have ended.</exception>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static async Task<PipelineRun<int>> RunAsync(CPython python, IReadOnlyList<PythonStage> stages, int items, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(python);
        ArgumentNullException.ThrowIfNull(stages);
        ArgumentOutOfRangeException.ThrowIfZero(stages.Count, nameof(stages));
        ArgumentOutOfRangeException.ThrowIfNegative(items);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(items, 100_000);
        foreach (PythonStage stage in stages)
            Check(stage);

        Answer answer = await python.RunScriptAsync<Answer>("bounded_pipeline", new { stages, items }, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (answer.Failure is { } failure)
            throw new PipelineFailedException(failure.Stage, failure.Item, failure.Delivered, new PythonFailedException(failure.Error));
        return new(answer.Results, [.. stages.Zip(answer.Stages, RunOf)], TimeSpan.FromSeconds(answer.Seconds));
    }

    private static void Check(PythonStage stage)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(stage.Name);
        ArgumentOutOfRangeException.ThrowIfNegative(stage.Milliseconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stage.Milliseconds, 1_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(stage.Workers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stage.Workers, 64);
        ArgumentOutOfRangeException.ThrowIfLessThan(stage.Capacity, 1);
    }

    private static StageRun RunOf(PythonStage stage, Told told) => new(
        stage.Name, stage.Workers, stage.Capacity, told.Handled,
        TimeSpan.FromSeconds(told.WorkingSeconds), TimeSpan.FromSeconds(told.StarvedSeconds), TimeSpan.FromSeconds(told.HeldUpSeconds),
        [.. told.AtSeconds.Zip(told.Lengths, static (at, length) => new QueueLength((long)(at * Stopwatch.Frequency), length))]);

    private sealed record Answer(double Seconds, IReadOnlyList<int> Results, IReadOnlyList<Told> Stages, Failed? Failure);

    private sealed record Told(
        int Handled, double WorkingSeconds, double StarvedSeconds, double HeldUpSeconds, IReadOnlyList<double> AtSeconds, IReadOnlyList<int> Lengths);

    private sealed record Failed(string Stage, int Item, int Delivered, string Error);
}
