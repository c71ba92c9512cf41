using Workloads.Models;

namespace Workloads.Measuring;

/// <summary>One search for a crossover.</summary>
internal sealed class CrossoverRun(Crossover crossover, long min, CancellationToken cancellationToken)
{
    private readonly ProgressClock _clock = new(crossover.Progress);
    private readonly int _total = CrossoverSearch.MostProbes(min, crossover.MaxSize);
    private int _done;

    public async Task<CrossoverResult> FindAsync()
    {
        bool complete = false;
        var watch = MachineWatch.Start();
        var search = new CrossoverSearch(min, crossover.MaxSize, CompareAsync, Known());
        try
        {
            await crossover.Baseline.PrepareAsync(cancellationToken).ConfigureAwait(false);
            await crossover.Challenger.PrepareAsync(cancellationToken).ConfigureAwait(false);
            await WarmUpAsync().ConfigureAwait(false);
            await search.RunAsync().ConfigureAwait(false);
            complete = true;
            _clock.Report(_total, _total, () => "done", () => TimeSpan.Zero);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The sizes compared until now are the result.
        }

        return new(crossover.Challenger.Name, crossover.Baseline.Name, crossover.Workload.Name, crossover.Callers, min, crossover.MaxSize,
            search.Probes, complete)
        {
            Disturbance = watch.Seen(),
        };
    }

    /// <summary>What the sweep has decided of the two already.</summary>
    private IEnumerable<CrossoverProbe> Known() => crossover.Known is not { } known ? [] :
        from one in known.SpeedUps(crossover.Baseline.Name)
        where one.Point.Runtime == crossover.Challenger.Runtime && one.Point.Model == crossover.Challenger.Name && one.HasInterval
            && !one.IsUndecided(known.Precision) && one.Point.Workload == crossover.Workload.Name && one.Point.Callers == crossover.Callers
            && one.Point.Size >= min && one.Point.Size <= crossover.MaxSize
        select CrossoverProbe.Of(one.Point.Size, one.Comparison);

    private async Task WarmUpAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(crossover.WarmUp + crossover.TimePerSize);
        try
        {
            // Sizes up to the first whose call is long: code that is warm there is warm.
            var references = new List<Reference>();
            for (long step = 0;
                references.Count == 0 || (references[^1].Seconds < 1e-3 && references[^1].Size < crossover.MaxSize);
                step = Math.Max(1, 2 * step))
                references.Add(Reference.Of(crossover.Workload, crossover.MaxSize - min > step ? min + step : crossover.MaxSize,
                    limit.Token));
            await WarmUp.RunAsync(
                [crossover.Baseline, crossover.Challenger], crossover.Workload, references, crossover.Callers, crossover.WarmUp,
                () => Report("warming up"), limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Calls so long that a size's time does not hold one need no warming up.
        }
    }

    private async Task<CrossoverProbe> CompareAsync(long size)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(crossover.TimePerSize);
        Rounds? rounds = null;
        try
        {
            Report(Invariant($"{crossover.Challenger.Name} against {crossover.Baseline.Name}, size {size}"));
            var calls = new Calls(crossover.Workload, size, crossover.Callers);
            long expected = Reference.Of(crossover.Workload, size, limit.Token).Result;
            rounds = new([WayOf(crossover.Challenger), WayOf(crossover.Baseline)]);
            foreach (int look in Looks())
            {
                while (rounds.Taken < look)
                    await rounds.TakeAsync(cancellationToken: limit.Token).ConfigureAwait(false);
                if (rounds.Compare(0, 1) is { IsFaster: true } or { IsSlower: true })
                    break;
            }

            Way WayOf(ExecutionModel model)
            {
                var timer = new PointTimer(model, calls, expected);
                return new(model.Name, token => timer.TimeAsync(crossover.MinimumTime, token));
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The pairs that there are count.
        }

        _done++;
        return CrossoverProbe.Of(size, rounds?.Compare(0, 1));
    }

    /// <summary>Looking again after more pairs is another chance to be wrong, so that looks are few.</summary>
    private IEnumerable<int> Looks()
    {
        for (int pairs = InTurns.MinRounds; pairs < crossover.MaxPairs; pairs *= 2)
            yield return pairs;
        yield return crossover.MaxPairs;
    }

    private void Report(string current) =>
        _clock.Report(_done, _total, () => current, () => _done == 0 ? null : (_total - _done) * _clock.Elapsed / _done);
}
