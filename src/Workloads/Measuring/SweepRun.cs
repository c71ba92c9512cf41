using System.Diagnostics;
using Workloads.Models;

namespace Workloads.Measuring;

/// <summary>One execution of a sweep: the points, what is known of them, and the rows so far.</summary>
internal sealed class SweepRun(Sweep sweep, IReadOnlyList<Calls> points, CancellationToken cancellationToken)
{
    /// <summary>Calls up to this long are tried in every model before anything is measured.</summary>
    private const double QuickSeconds = 0.2e-3;

    private readonly List<Timing> _rows = [];
    private readonly List<LeftOut> _leftOut = [];
    private readonly ProgressClock _clock = new(sweep.Progress);
    private readonly HashSet<ExecutionModel> _failed = [];
    private readonly List<SweepPoint> _points = [];
    private int _done;

    public async Task<SweepResult> RunAsync()
    {
        bool complete = false;
        string? missing = null;
        MachineWatch? watch = null;
        using DrainedPipe? pipe = sweep.Prints ? new() : null;
        try
        {
            Report("getting ready");
            Reference[] references = [.. sweep.Sizes.Select(size => Reference.Of(sweep.Workload, size, cancellationToken))];
            List<ExecutionModel> models = await PrepareAsync(references).ConfigureAwait(false);
            Plan(models, references.ToDictionary(reference => reference.Size), pipe?.Writer);
            await WarmUp.RunAsync(
                models, sweep.Workload, references, sweep.Callers.Max(), sweep.WarmUp, () => Report("warming up"), cancellationToken)
                .ConfigureAwait(false);

            watch = MachineWatch.Start();
            await MeasureAsync(_points, sweep.Time).ConfigureAwait(false);
            missing = await MissingCoresAsync(watch).ConfigureAwait(false);
            if (missing is not null && await CoresGiven.ComeBackAsync(sweep.Control, cancellationToken).ConfigureAwait(false))
            {
                await MeasureAgainAsync([.. _points.Where(point => point.ShowsNoGain(_failed))]).ConfigureAwait(false);
                missing = await MissingCoresAsync(watch).ConfigureAwait(false);
            }

            complete = true;
            _clock.Report(_done, _done, () => "done", () => TimeSpan.Zero);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What was measured until now is the result.
        }

        return new(_rows, MachineFacts.Current, _leftOut, complete)
        {
            Disturbance = watch?.Seen(), MissingCores = missing, Precision = sweep.Precision,
        };
    }

    private async Task MeasureAsync(IReadOnlyList<SweepPoint> points, TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        for (int repeat = 0; repeat < sweep.Repeats; repeat++)
        {
            foreach (SweepPoint point in points)
                await point.TakeAsync(_failed, all: true, cancellationToken).ConfigureAwait(false);
        }

        while (NextInDoubt(points, time - Stopwatch.GetElapsedTime(start)) is { } point)
            await point.TakeAsync(_failed, all: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Measures points anew; who cancels meanwhile has what was measured first.</summary>
    private async Task MeasureAgainAsync(SweepPoint[] points)
    {
        Timing[] first = [.. _rows];
        foreach (SweepPoint point in points)
            point.Restart();
        _rows.RemoveAll(row => points.Any(point => point.Has(row)));
        try
        {
            await MeasureAsync(points, sweep.Time / 2).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _rows.Clear();
            _rows.AddRange(first);
            throw;
        }
    }

    private async Task<string?> MissingCoresAsync(MachineWatch watch) =>
        _points.Any(point => point.ShowsNoGain(_failed)) && (sweep.Control is not null || watch.Seen() is null)
            ? await CoresGiven.MissingAsync(sweep.Control, cancellationToken).ConfigureAwait(false) : null;

    /// <summary>Starts what the models need, tries them, and leaves out those that cannot start here or are wrong.</summary>
    private async Task<List<ExecutionModel>> PrepareAsync(Reference[] references)
    {
        long? tried = references.Where(reference => reference.Seconds <= QuickSeconds).Max(reference => (long?)reference.Size);
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
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                _leftOut.Add(new(model.Name, null, null, LeftOut.ReasonOf(exception)));
                continue;
            }

            try
            {
                await model.VerifyAsync(sweep.Workload, tried, cancellationToken).ConfigureAwait(false);
                prepared.Add(model);
            }
            catch (ModelFailedException failure)
            {
                _leftOut.Add(new(model.Name, null, null, LeftOut.ReasonOf(failure)));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                prepared.Add(model); // it refuses these calls, or they fail: what is measured tells
            }
        }

        return prepared;
    }

    private void Plan(List<ExecutionModel> models, Dictionary<long, Reference> references, TextWriter? printer)
    {
        foreach (Calls calls in points)
        {
            Reference reference = references[calls.SizeOf(0)];
            var timers = new List<PointTimer>();
            foreach (ExecutionModel model in models)
            {
                if (model.Refusal(calls) is { } refusal)
                    _leftOut.Add(new(model.Name, calls.SizeOf(0), calls.Count, LeftOut.ReasonOf(refusal)));
                else
                    timers.Add(new(model, calls, reference.Result) { Printer = printer });
            }

            foreach (var runtime in timers.GroupBy(timer => timer.Model.Runtime, StringComparer.Ordinal))
                _points.Add(new([.. runtime], sweep.Precision, TimeAsync) { Seconds = reference.Seconds * calls.Count * runtime.Count() });
        }
    }

    /// <summary>Times a model on a point; NaN once the model has failed.</summary>
    private async Task<double> TimeAsync(PointTimer timer, int repeat, CancellationToken token)
    {
        (ExecutionModel model, Calls calls) = (timer.Model, timer.Calls);
        Report(Invariant($"{model.Name}, {calls.Workload}({calls.SizeOf(0)}) × {calls.Count:N0}"));
        double seconds = double.NaN;
        try
        {
            seconds = await timer.TimeAsync(sweep.MinimumTime, token).ConfigureAwait(false);
            string workload = sweep.Prints ? calls.Workload.Name + Sweep.Printed : calls.Workload.Name;
            _rows.Add(new(model.Runtime, model.Name, workload, calls.SizeOf(0), calls.Count, model.Workers, repeat, seconds));
        }
        catch (ModelFailedException failure)
        {
            _failed.Add(model);
            _leftOut.Add(new(model.Name, calls.SizeOf(0), calls.Count, LeftOut.ReasonOf(failure)));
        }

        _done++;
        return seconds;
    }

    /// <summary>
    /// The point to which the next repeat goes: one with something undecided, or else something imprecise, which has had the fewest; null
    /// when there is none.
    /// </summary>
    private SweepPoint? NextInDoubt(IEnumerable<SweepPoint> points, TimeSpan left) => points
        .Where(point => point.Seconds <= left.TotalSeconds && point.Rounds.Taken < Sweep.MaxRepeats)
        .Select(point => (Point: point, Doubt: point.DoubtOf(_failed)))
        .Where(pair => pair.Doubt > 0)
        .OrderByDescending(pair => pair.Doubt).ThenBy(pair => pair.Point.Rounds.Taken)
        .FirstOrDefault().Point;

    private void Report(string current)
    {
        int fewest = sweep.Repeats * _points.Sum(point => point.Rounds.Ways.Count);
        _clock.Report(_done, Math.Max(fewest, _done + 1), () => current, () => _points.Count == 0 ? null : TimeLeft());
    }

    /// <summary>
    /// What each point took last, or what one call of its size lets expect, times the repeats that it still has; or what is left of the
    /// time given.
    /// </summary>
    private TimeSpan TimeLeft() => TimeSpan.FromSeconds(Math.Max(
        sweep.Time.TotalSeconds - _clock.Elapsed.TotalSeconds,
        _points.Sum(point => Math.Max(0, sweep.Repeats - point.Rounds.Taken + 1)
            * Math.Max(point.Seconds, sweep.MinimumTime.TotalSeconds))));
}
