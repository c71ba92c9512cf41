using Workloads.Models;

namespace Workloads.Measuring;

/// <summary>Searches the smallest size at which one model beats another (A8), rather than reading it off a grid.</summary>
/// <remarks>
/// At each size that the search comes to, the two take turns in pairs until a distribution-free interval for the median of
/// their ratio leaves 1 out, or the pairs allowed are spent: then the size is undecided, and reported as such.
/// </remarks>
public sealed record Crossover
{
    /// <summary>The fewest pairs that an interval can be had from.</summary>
    public const int MinPairs = 8;

    /// <summary>The most pairs at one size.</summary>
    public const int MostPairs = 1_024;

    /// <summary>The model that is to be the faster one from some size on.</summary>
    public required ExecutionModel Challenger { get; init; }

    /// <summary>The model that it is compared with; sequential when left out.</summary>
    public ExecutionModel Baseline { get; init; } = new SequentialModel();

    /// <summary>What each caller calls.</summary>
    public required Workload Workload { get; init; }

    /// <summary>The number of callers, from 1 to <see cref="Calls.MaxCallers"/>.</summary>
    public required int Callers { get; init; }

    /// <summary>The smallest size to look at; the workload's smallest when left out.</summary>
    public long? MinSize { get; init; }

    /// <summary>The largest size to look at.</summary>
    public required long MaxSize { get; init; }

    /// <summary>The most pairs at one size, from 8 to 1,024; 64 when left out.</summary>
    public int MaxPairs
    {
        get;
        init => field = value is >= MinPairs and <= MostPairs
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxPairs), value, $"Two models are compared by {MinPairs} to {MostPairs:N0} pairs.");
    } = 64;

    /// <summary>The probability that the verdict on a size is right, from 0.5 to 0.999; 0.95 when left out.</summary>
    public double Confidence
    {
        get;
        init => field = value is >= 0.5 and <= 0.999
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Confidence), value, "The confidence lies between 0.5 and 0.999.");
    } = 0.95;

    /// <summary>How long the runs of a model are repeated for one half of a pair, up to a minute; 1 ms when left out.</summary>
    public TimeSpan MinimumTime { get; init => field = Sweep.CheckedTime(value, nameof(MinimumTime)); } = TimeSpan.FromMilliseconds(1);

    /// <summary>How long the comparison at one size may take, above zero and up to a minute; 3 s when left out. Past it the size counts with the pairs it has.</summary>
    public TimeSpan TimePerSize
    {
        get;
        init => field = value > TimeSpan.Zero && value <= Sweep.MaxTime
            ? value
            : throw new ArgumentOutOfRangeException(nameof(TimePerSize), value, $"A size may take up to {Sweep.MaxTime.TotalSeconds:N0} s.");
    } = TimeSpan.FromSeconds(3);

    /// <inheritdoc cref="Sweep.WarmUp"/>
    public TimeSpan WarmUp { get; init => field = Sweep.CheckedTime(value, nameof(WarmUp)); } = Measuring.WarmUp.DefaultTime;

    /// <inheritdoc cref="Sweep.Progress"/>
    public IProgress<SweepProgress>? Progress { get; init; }

    /// <summary>Searches. A cancelled search returns the probes that it has.</summary>
    /// <exception cref="ArgumentException">A model refuses the calls, or a size or the number of callers is out of its range.</exception>
    /// <exception cref="ResultMismatchException">A model returned something else than the workload returns on its own.</exception>
    /// <exception cref="CallFailedException">A call threw.</exception>
    public Task<CrossoverResult> FindAsync(CancellationToken cancellationToken = default)
    {
        long min = MinSize ?? Workload.MinSize;
        if (min > MaxSize)
            throw new ArgumentException($"The smallest size, {min:N0}, lies above the largest, {MaxSize:N0}.");
        foreach (long size in new[] { min, MaxSize })
        {
            var calls = new Calls(Workload, size, Callers);
            if ((Baseline.Refusal(calls) ?? Challenger.Refusal(calls)) is { } refusal)
                throw refusal;
        }

        return Task.Run(() => FindAsync(min, cancellationToken), CancellationToken.None);
    }

    private async Task<CrossoverResult> FindAsync(long min, CancellationToken cancellationToken)
    {
        var clock = new ProgressClock(Progress);
        int done = 0, total = CrossoverSearch.MostProbes(min, MaxSize);
        long[] results = new long[Callers];
        bool complete = false;
        var search = new CrossoverSearch(min, MaxSize, CompareAsync);
        try
        {
            await Baseline.PrepareAsync(cancellationToken).ConfigureAwait(false);
            await Challenger.PrepareAsync(cancellationToken).ConfigureAwait(false);
            await WarmUpAsync().ConfigureAwait(false);
            await search.RunAsync().ConfigureAwait(false);
            complete = true;
            clock.Report(total, total, () => "done", () => TimeSpan.Zero);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The sizes compared until now are the result.
        }

        return new(Challenger.Name, Baseline.Name, Workload.Name, Callers, min, MaxSize, search.Probes, complete);

        async Task WarmUpAsync()
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(WarmUp + TimePerSize);
            try
            {
                // Sizes up to the first whose call is long: code that is warm there is warm.
                var references = new List<Reference>();
                for (long step = 0; references.Count == 0 || (references[^1].Seconds < 1e-3 && references[^1].Size < MaxSize); step = Math.Max(1, 2 * step))
                    references.Add(Reference.Of(Workload, MaxSize - min > step ? min + step : MaxSize, limit.Token));
                await Measuring.WarmUp.RunAsync(
                    [Baseline, Challenger], Workload, references, Callers, WarmUp, () => Report("warming up"), limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                // Calls so long that a size's time does not hold one need no warming up.
            }
        }

        void Report(string current) => clock.Report(done, total, () => current, () => done == 0 ? null : (total - done) * clock.Elapsed / done);

        async Task<CrossoverProbe> CompareAsync(long size)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimePerSize);
            CrossoverProbe probe = await ComparePairsAsync(new Calls(Workload, size, Callers), results, Report, cancellationToken, limit.Token).ConfigureAwait(false);
            done++;
            return probe;
        }
    }

    private async Task<CrossoverProbe> ComparePairsAsync(Calls calls, long[] results, Action<string> report, CancellationToken cancellationToken, CancellationToken timeLimit)
    {
        PointTimer? challenger = null, baseline = null;
        return await PairedRatio.CompareAsync(calls.SizeOf(0), MaxPairs, Confidence, MeasurePairAsync).ConfigureAwait(false);

        async Task<double?> MeasurePairAsync(int pair)
        {
            try
            {
                timeLimit.ThrowIfCancellationRequested();
                if (challenger is null || baseline is null)
                {
                    long expected = Reference.Of(Workload, calls.SizeOf(0), timeLimit).Result;
                    challenger = new(Challenger, calls, results, expected, timeLimit);
                    baseline = new(Baseline, calls, results, expected, timeLimit);
                }

                report($"{Challenger.Name} against {Baseline.Name}, size {calls.SizeOf(0)}, pair {pair + 1}");
                // Which of the two goes first changes from pair to pair, so that neither always inherits the other's caches.
                if (pair % 2 == 0)
                    return await challenger.TimeAsync(MinimumTime).ConfigureAwait(false) / await baseline.TimeAsync(MinimumTime).ConfigureAwait(false);
                double second = await baseline.TimeAsync(MinimumTime).ConfigureAwait(false);
                return await challenger.TimeAsync(MinimumTime).ConfigureAwait(false) / second;
            }
            catch (OperationCanceledException) when (timeLimit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                return null;
            }
        }
    }
}
