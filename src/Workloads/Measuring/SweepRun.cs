using System.Diagnostics;
using Workloads.Models;

namespace Workloads.Measuring;

/// <summary>One execution of a sweep: which points are left, what is known of their costs, and the rows so far.</summary>
internal sealed class SweepRun(Sweep sweep, IReadOnlyList<Calls> points, CancellationToken cancellationToken)
{
    private readonly List<Timing> _rows = [];
    private readonly List<LeftOut> _leftOut = [];
    private readonly ProgressClock _clock = new(sweep.Progress);
    private readonly Dictionary<int, long[]> _results = [];
    private readonly HashSet<ExecutionModel> _failed = [];

    /// <summary>The steps of one repeat: each point in each model that takes it, with what is known of its time.</summary>
    private readonly List<List<Step>> _steps = [];
    private int _done;

    public async Task<SweepResult> RunAsync()
    {
        bool complete = false;
        try
        {
            Report("getting ready");
            List<ExecutionModel> models = await PrepareAsync().ConfigureAwait(false);
            Reference[] references = [.. sweep.Sizes.Select(size => Reference.Of(sweep.Workload, size, cancellationToken))];
            Plan(models, references.ToDictionary(reference => reference.Size));
            await WarmUp.RunAsync(
                models, sweep.Workload, references, sweep.Callers.Max(), sweep.WarmUp, () => Report("warming up"), cancellationToken).ConfigureAwait(false);
            for (int repeat = 0; repeat < sweep.Repeats; repeat++)
                await MeasureAllAsync(repeat).ConfigureAwait(false);
            complete = true;
            Report("done");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What was measured until now is the result.
        }

        return new(_rows, MachineFacts.Current, _leftOut, complete);
    }

    /// <summary>Starts what the models need, and leaves out those that cannot start here.</summary>
    private async Task<List<ExecutionModel>> PrepareAsync()
    {
        var prepared = new List<ExecutionModel>();
        foreach (ExecutionModel model in sweep.Models)
        {
            if (!model.CanRun(sweep.Workload))
            {
                _leftOut.Add(new(model.Name, null, null, $"The model '{model.Name}' cannot run the workload '{sweep.Workload}'."));
                continue;
            }

            try
            {
                await model.PrepareAsync(cancellationToken).ConfigureAwait(false);
                prepared.Add(model);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                _leftOut.Add(new(model.Name, null, null, LeftOut.ReasonOf(exception)));
            }
        }

        return prepared;
    }

    private void Plan(List<ExecutionModel> models, Dictionary<long, Reference> references)
    {
        foreach (Calls calls in points)
        {
            Reference reference = references[calls.SizeOf(0)];
            var steps = new List<Step>();
            foreach (ExecutionModel model in models)
            {
                if (model.Refusal(calls) is { } refusal)
                {
                    _leftOut.Add(new(model.Name, reference.Size, calls.Count, LeftOut.ReasonOf(refusal)));
                    continue;
                }

                // Timers of the same point and of points with as many callers take turns with one table.
                if (!_results.TryGetValue(calls.Count, out long[]? results))
                    _results[calls.Count] = results = new long[calls.Count];
                var timer = new PointTimer(model, calls, results, reference.Result, cancellationToken);
                steps.Add(new(timer) { Seconds = reference.Seconds * calls.Count / model.Workers });
            }

            _steps.Add(steps);
        }
    }

    private async Task MeasureAllAsync(int repeat)
    {
        foreach (List<Step> steps in _steps)
        {
            for (int turn = 0; turn < steps.Count; turn++)
            {
                Step step = steps[(turn + repeat) % steps.Count];
                (ExecutionModel model, Calls calls) = (step.Timer.Model, step.Timer.Calls);
                cancellationToken.ThrowIfCancellationRequested();
                Report($"{model.Name}, {calls.Workload}({calls.SizeOf(0)}) × {calls.Count:N0}");

                long start = Stopwatch.GetTimestamp();
                if (await TimeAsync(step).ConfigureAwait(false) is { } seconds)
                    _rows.Add(new(model.Runtime, model.Name, calls.Workload.Name, calls.SizeOf(0), calls.Count, model.Workers, repeat, seconds));
                step.Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                step.Measured++;
                _done++;
            }
        }
    }

    /// <summary>Times a step; null once its model has failed.</summary>
    private async Task<double?> TimeAsync(Step step)
    {
        PointTimer timer = step.Timer;
        if (_failed.Contains(timer.Model))
            return null;
        try
        {
            return await timer.TimeAsync(sweep.MinimumTime).ConfigureAwait(false);
        }
        catch (ModelFailedException failure)
        {
            _failed.Add(timer.Model);
            _leftOut.Add(new(timer.Model.Name, timer.Calls.SizeOf(0), timer.Calls.Count, LeftOut.ReasonOf(failure)));
            return null;
        }
    }

    private void Report(string current) => _clock.Report(_done, sweep.Repeats * _steps.Sum(steps => steps.Count), () => current, EstimateTimeLeft);

    /// <summary>What each step took last, or what one call of its size lets expect, times the repeats that it still has.</summary>
    private TimeSpan? EstimateTimeLeft() => _steps.Count == 0
        ? null
        : TimeSpan.FromSeconds(_steps.SelectMany(steps => steps).Sum(
            step => (sweep.Repeats - step.Measured) * Math.Max(step.Seconds, sweep.MinimumTime.TotalSeconds)));

    private sealed class Step(PointTimer timer)
    {
        public PointTimer Timer { get; } = timer;

        public double Seconds { get; set; }

        public int Measured { get; set; }
    }
}
