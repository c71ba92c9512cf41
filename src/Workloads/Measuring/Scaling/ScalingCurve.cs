using MathNet.Numerics.Statistics;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Show;

namespace Workloads.Measuring;

/// <summary>
/// A measured scaling curve and the laws fitted to it (B14). They speak of workers that have a core each, so that they are fitted
/// up to the number of cores; runs with more workers are kept to be drawn beside them.
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
internal sealed class ScalingCurve : IDisplayable
{
    /// <summary>Fits the laws.</summary>
    /// <param name="runs">Runs of the same work, each a point; those with one worker are what speed-ups are measured against.</param>
    /// <param name="cores">How many cores there are; those that this process may use when left out.</param>
    /// <exception cref="ArgumentException">There is no run with one worker.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is less than one core.</exception>
    public ScalingCurve(IEnumerable<(int Workers, TimeSpan Elapsed)> runs, int? cores = null)
    {
        Cores = cores ?? Environment.ProcessorCount;
        ArgumentOutOfRangeException.ThrowIfLessThan(Cores, 1, nameof(cores));
        (int Workers, TimeSpan Elapsed)[] all = [.. runs];
        ILookup<bool, ScalingPoint> points = ScalingPoint.FromTimes(all).ToLookup(point => point.Workers <= Cores);
        Points = [.. points[true]];
        Crowded = [.. points[false]];
        OneWorker = TimeSpan.FromSeconds(all.Where(run => run.Workers == 1).Select(run => run.Elapsed.TotalSeconds).Median());
        Fits = [ScalingLaw.FitAmdahl(Points), ScalingLaw.FitUniversal(Points)];
    }

    /// <summary>How many cores there are.</summary>
    public int Cores { get; }

    /// <summary>What one worker took: the median of its runs, which the speed-ups are measured against.</summary>
    public TimeSpan OneWorker { get; }

    /// <summary>The runs in which each worker could have a core for itself.</summary>
    internal IReadOnlyList<ScalingPoint> Points { get; }

    /// <summary>The runs with more workers than cores: no law was fitted to them.</summary>
    internal IReadOnlyList<ScalingPoint> Crowded { get; }

    /// <summary>Amdahl's law and the Universal Scalability Law, each fitted or refused.</summary>
    internal IReadOnlyList<ScalingFit> Fits { get; }

    /// <summary>
    /// The simplest law that does: the universal one where it was fitted with a coherency that is told from zero or where
    /// Amdahl's was refused, else Amdahl's; null when none was fitted.
    /// </summary>
    internal ScalingFit? Best =>
        Fits[1] is { Succeeded: true, Coherency.Low: > 0 } ? Fits[1] : Fits.FirstOrDefault(static fit => fit.Succeeded);

    /// <inheritdoc/>
    public string ToHtml() =>
        new Stack(this.ToFigure(),
            new FigureGrid(this.ToTimeFigure() with { Subtitle = "", Caption = "" },
                this.ToEfficiencyFigure() with { Subtitle = "", Caption = "" }), Fits.ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => $"{this.ToFigure()}\n\n{Fits.ToTable()}";
}
