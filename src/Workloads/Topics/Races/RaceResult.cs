namespace Workloads.Topics;

/// <summary>Many trials of one counter: raw trials, and what follows from them.</summary>
/// <param name="Counter">The counter's name.</param>
/// <param name="IsSafe">Whether it promises to lose nothing.</param>
/// <param name="Threads">How many threads added at once.</param>
/// <param name="Trials">Each trial.</param>
public sealed record RaceResult(string Counter, bool IsSafe, int Threads, IReadOnlyList<RaceTrial> Trials)
{
    /// <summary>How many trials lost at least one update.</summary>
    public int TrialsThatLost => Trials.Count(static trial => trial.Lost != 0);

    /// <summary>Updates lost in all trials together.</summary>
    public long Lost => Trials.Sum(static trial => trial.Lost);

    /// <summary>The median trial's share of lost updates, from 0 to 1.</summary>
    public double MedianLostShare => Median(static trial => trial.LostShare);

    /// <summary>The worst trial's share of lost updates, from 0 to 1.</summary>
    public double WorstLostShare => Trials.Max(static trial => trial.LostShare);

    /// <summary>The median trial's time for one update, in nanoseconds of wall time.</summary>
    public double NanosecondsPerUpdate => Median(static trial => trial.NanosecondsPerUpdate);

    private double Median(Func<RaceTrial, double> of)
    {
        double[] sorted = [.. Trials.Select(of).Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }
}
