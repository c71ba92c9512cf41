using Workloads.Models;

namespace Workloads.Measuring;

/// <summary>Searches the smallest size at which one model beats another (A8), rather than reading it off a grid.</summary>
/// <remarks>
/// At each size that the search comes to, the two take turns until one is faster by more than the noise, or the pairs allowed are spent:
/// then the size is undecided, and reported as such. Sizes that a sweep has measured are not measured again: the search goes on between
/// them, so that the two cannot contradict each other.
/// </remarks>
public sealed record Crossover
{
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

    /// <summary>A sweep that has both models: the comparisons that it has decided are taken from it; null for none.</summary>
    public SweepResult? Known { get; init; }

    /// <summary>The most pairs at one size, from 9 to 1,024; 64 when left out.</summary>
    public int MaxPairs
    {
        get;
        init => field = value is >= InTurns.MinRounds and <= MostPairs
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxPairs), value,
                Invariant($"Two models are compared by {InTurns.MinRounds} to {MostPairs:N0} pairs."));
    } = 64;

    /// <summary>How long the runs of a model are repeated for one half of a pair, up to a minute; 1 ms when left out.</summary>
    public TimeSpan MinimumTime { get; init => field = Sweep.CheckedTime(value, nameof(MinimumTime)); } = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// How long the comparison at one size may take, above zero and up to a minute; 3 s when left out. Past it the size counts with the
    /// pairs it has.
    /// </summary>
    public TimeSpan TimePerSize
    {
        get;
        init => field = value > TimeSpan.Zero && value <= Sweep.MaxTime
            ? value
            : throw new ArgumentOutOfRangeException(nameof(TimePerSize), value,
                Invariant($"A size may take up to {Sweep.MaxTime.TotalSeconds:N0} s."));
    } = TimeSpan.FromSeconds(3);

    /// <inheritdoc cref="Sweep.WarmUp"/>
    public TimeSpan WarmUp { get; init => field = Sweep.CheckedTime(value, nameof(WarmUp)); } = Measuring.WarmUp.DefaultTime;

    /// <inheritdoc cref="Sweep.Progress"/>
    internal IProgress<SweepProgress>? Progress { get; init; }

    /// <summary>Searches. A cancelled search returns the probes that it has.</summary>
    /// <exception cref="ArgumentException">A model refuses the calls, or a size or the number of callers is out of its range.</exception>
    /// <exception cref="WrongModelException">A model lost a call, ran one twice, or returned something else than the workload returns on
    /// its own.</exception>
    /// <exception cref="CallFailedException">A call threw.</exception>
    public Task<CrossoverResult> FindAsync(CancellationToken cancellationToken = default)
    {
        long min = MinSize ?? Workload.MinSize;
        if (min > MaxSize)
            throw new ArgumentException(Invariant($"The smallest size, {min:N0}, lies above the largest, {MaxSize:N0}."));
        foreach (long size in new[] { min, MaxSize })
        {
            var calls = new Calls(Workload, size, Callers);
            if ((Baseline.Refusal(calls) ?? Challenger.Refusal(calls)) is { } refusal)
                throw refusal;
        }

        return Task.Run(() => new CrossoverRun(this, min, cancellationToken).FindAsync(), CancellationToken.None);
    }
}
