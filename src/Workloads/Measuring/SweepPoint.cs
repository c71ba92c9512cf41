using System.Diagnostics;
using Workloads.Models;

namespace Workloads.Measuring;

/// <summary>One size and number of callers in the models of one runtime, which take turns.</summary>
internal sealed class SweepPoint
{
    private readonly PointTimer[] _timers;
    private readonly int _baseline;
    private readonly double _precision;
    private readonly Way[] _ways;
    private double? _doubt;

    /// <summary>Makes a point; nothing runs yet.</summary>
    /// <param name="timers">One for each model.</param>
    /// <param name="precision">How narrow the intervals of the ratios are to be.</param>
    /// <param name="time">Times a model, given the number of the repeat.</param>
    public SweepPoint(PointTimer[] timers, double precision, Func<PointTimer, int, CancellationToken, Task<double>> time)
    {
        _precision = precision;
        _timers = timers;
        _baseline = Math.Max(0, Array.FindIndex(timers, timer => timer.Model.Name == SweepResult.Sequential));
        _ways = [.. timers.Select(timer => new Way(timer.Model.Name, token => time(timer, Rounds!.Taken - 1, token)))];
        Rounds = new(_ways);
    }

    public Rounds Rounds { get; private set; }

    /// <summary>How long the last repeat took, in seconds; an estimate before the first.</summary>
    public double Seconds { get; set; }

    /// <summary>Whether a model of several workers gains next to nothing over the one that it is compared with.</summary>
    public bool ShowsNoGain(HashSet<ExecutionModel> failed) => Working(failed).Contains(_baseline) && Working(failed).Any(
        way => _timers[way].Model.Workers > 1 && CoresGiven.ShowsNoGain(Rounds.Compare(way, _baseline).Ratio));

    /// <summary>Whether a row was measured here.</summary>
    public bool Has(Timing row) =>
        (row.Runtime, row.Size, row.Callers) == (_timers[0].Model.Runtime, _timers[0].Calls.SizeOf(0), _timers[0].Calls.Count);

    /// <summary>Forgets what was measured.</summary>
    public void Restart() => (Rounds, _doubt) = (new(_ways), null);

    /// <summary>Takes one repeat: of all models, or of those in doubt with the one that they are compared with.</summary>
    public async Task TakeAsync(HashSet<ExecutionModel> failed, bool all, CancellationToken cancellationToken)
    {
        int[] only = all
            ? [.. Working(failed)]
            : [.. Doubts(failed).Where(pair => pair.Doubt >= Math.Min(DoubtOf(failed), 1)).Select(pair => pair.Way).Append(_baseline)
                .Order()];
        long start = Stopwatch.GetTimestamp();
        await Rounds.TakeAsync(only, progress: null, cancellationToken).ConfigureAwait(false);
        Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        _doubt = null;
    }

    /// <summary>
    /// How much is unknown here: above 1 when a comparison is undecided, up to 1 when one is not as precise as asked, 0 when nothing is.
    /// </summary>
    public double DoubtOf(HashSet<ExecutionModel> failed) => _doubt ??= Doubts(failed).Select(pair => pair.Doubt).DefaultIfEmpty(0).Max();

    private IEnumerable<(int Way, double Doubt)> Doubts(HashSet<ExecutionModel> failed) =>
        Working(failed).Contains(_baseline)
            ? Working(failed).Where(way => way != _baseline).Select(way => (way, DoubtOf(Rounds.Compare(way, _baseline))))
            : [];

    private double DoubtOf(Comparison comparison)
    {
        if (comparison.IsWithin(_precision))
            return 0;
        double width = (comparison.Ratio.High - comparison.Ratio.Low) / 2 / comparison.Ratio.Value;
        double part = double.IsFinite(width) ? 1 - _precision / width : 1;
        return comparison.IsFaster || comparison.IsSlower ? part : 1 + part;
    }

    private IEnumerable<int> Working(HashSet<ExecutionModel> failed) =>
        Enumerable.Range(0, _timers.Length).Where(way => !failed.Contains(_timers[way].Model));
}
