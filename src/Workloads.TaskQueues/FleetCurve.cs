using System.Runtime.InteropServices;
using MathNet.Numerics.Statistics;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Show;

namespace Workloads.TaskQueues;

/// <summary>
/// Calls a second by the number of machines that take them from a queue (B19). The calls wait, as those do for which task queues
/// are used first, so that one machine stands for many; what they show is how the queue scales, and not how the cores do.
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record FleetCurve : IDisplayable
{
    /// <param name="turns">What a call took, in seconds, with each number of machines in turn.</param>
    /// <param name="machines">The numbers of machines, from 1 up.</param>
    /// <param name="roundTrips">A lone empty call's way there and back with each of them, in seconds: the median.</param>
    /// <param name="ceiling">How many messages a second the broker moved here at most; a call that waits is one message.</param>
    /// <param name="leftOut">Why nothing was measured; empty when it was.</param>
    internal FleetCurve(Turns turns, IReadOnlyList<int> machines, IReadOnlyList<double> roundTrips, double ceiling, string leftOut = "") =>
        (Turns, Machines, RoundTrips, Ceiling, LeftOut) = (turns, machines, roundTrips, ceiling, leftOut);

    internal Turns Turns { get; init; }
    internal IReadOnlyList<int> Machines { get; init; }
    internal IReadOnlyList<double> RoundTrips { get; init; }
    internal double Ceiling { get; init; }
    internal string LeftOut { get; init; }

    private static readonly Unit s_callsPerSecond = Unit.Of("calls/s");

    /// <summary>Amdahl's law and the Universal Scalability Law, each fitted to the points or refused.</summary>
    internal IReadOnlyList<ScalingFit> Fits => field ??= FitBoth();

    /// <summary>
    /// The law to predict by: the universal one where its coherency is told from zero, else Amdahl's; null when neither was fitted.
    /// </summary>
    internal ScalingFit? Best =>
        Fits.LastOrDefault(fit => fit is { Succeeded: true, Coherency.Low: > 0 }) ?? Fits.FirstOrDefault(fit => fit.Succeeded);

    /// <summary>Calls a second with one machine.</summary>
    public double OfOne => RateOf(1);

    /// <summary>Measures it. Each number of machines is a fleet of its own, and the fleets take turns.</summary>
    /// <param name="broker">The engine; without a broker all is left out.</param>
    /// <param name="machines">The numbers of machines, from 1 up, 1 among them; all of them together run at the same time.</param>
    /// <param name="wait">How long a call waits: 1 ms or more.</param>
    /// <param name="callsOfOne">How many calls a machine gets in a round.</param>
    /// <param name="rounds">How many rounds; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it; no process is left running.</param>
    public static async Task<FleetCurve> MeasureAsync(
        Broker broker, IReadOnlyList<int> machines, TimeSpan wait, int callsOfOne, int rounds,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(broker);
        ArgumentNullException.ThrowIfNull(machines);
        if (!machines.Contains(1) || machines.Any(count => count < 1) || wait < TimeSpan.FromMilliseconds(1) || callsOfOne < 1
            || rounds < 1)
            throw new ArgumentException(
                "It takes numbers of machines from 1 up, 1 among them, waits of 1 ms and more, and one call and one round at least.");
        if (broker.Address is not { } address)
            return new(new([], []), [], [], double.NaN, broker.Description);

        int[] counts = [.. machines.Distinct().Order()];
        var fleets = new List<MeasuredFleet>();
        try
        {
            foreach (int count in counts)
                fleets.Add(await MeasuredFleet.StartAsync(address, count, cancellationToken).ConfigureAwait(false));
            Turns turns = await new InTurns
            {
                Ways = [.. fleets.Select(
                    fleet => new Way(NameOf(fleet.Machines),
                    token => fleet.SecondsPerCallAsync(Workload.Wait, (long)wait.TotalMilliseconds, fleet.Machines * callsOfOne, token)))],
                MaxRounds = rounds,
                Time = TimeSpan.FromMinutes(2),
            }.RunAsync(cancellationToken).ConfigureAwait(false);

            var trips = new List<double>();
            double ceiling = 0;
            foreach (MeasuredFleet fleet in fleets)
            {
                trips.Add(await fleet.RoundTripAsync(cancellationToken).ConfigureAwait(false));
                ceiling = Math.Max(ceiling,
                    1 / await fleet.SecondsPerCallAsync(Workload.Nothing, 1, 10_000, cancellationToken).ConfigureAwait(false));
            }

            return new(turns, counts, trips, ceiling);
        }
        finally
        {
            foreach (MeasuredFleet fleet in fleets)
                await fleet.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// What so many machines would give, with the fit's interval, and never more than the broker moves; null without a fit.
    /// </summary>
    /// <param name="machines">1 or more.</param>
    internal Estimate? Predict(int machines)
    {
        if (Best is not { } fit)
            return null;
        Estimate speedUp = fit.RangeAt(machines);
        return new(Bounded(speedUp.Value), Bounded(speedUp.Low), Bounded(speedUp.High));

        double Bounded(double times) => Math.Min(times * OfOne, Ceiling);
    }

    /// <summary>The measured rates, and what the law predicts up to so many machines, under the broker's ceiling.</summary>
    /// <param name="upTo">The most machines that are drawn.</param>
    public Figure ToFigure(int upTo = 100)
    {
        int measured = Machines[^1];
        double[] steps = [.. Enumerable.Range(0, 129)
            .Select(step => measured * Math.Pow((double)Math.Max(upTo, measured + 1) / measured, step / 128.0))];
        return new Figure(Invariant($"{measured} machines answer {Say.Ratio(SpeedUp(measured))} as many calls a second as one"))
        {
            Subtitle = Best is null ? "Calls a second, by machines"
                : Invariant($"Calls a second: measured up to {measured} machines; predicted beyond, with its interval, under the broker's ceiling"),
            Caption =
                $"{MachineFacts.Current.Summary}.{string.Concat(Fits.Where(fit => !fit.Succeeded).Select(fit => $" {fit.Law} was not fitted: {fit.Refusal}"))}",
            X = Axis.Log("machines"),
            Y = Axis.Log("calls a second") with { Unit = Unit.Count },
            Series =
            [
                Points.Of("measured", Machines, count => count, RateOf, count => 1 / Turns.Values(NameOf(count)).Max(),
                    count => 1 / Turns.Values(NameOf(count)).Min()),
                .. Best is null ? Array.Empty<Series>() :
                [
                    new Line(Best.Law, steps, steps.Select(At).Select(estimate => estimate.Value),
                        steps.Select(At).Select(estimate => estimate.Low),
                        steps.Select(At).Select(estimate => estimate.High)) { Quoted = true },
                ],
            ],
            Lines = [ReferenceLine.AtY(Ceiling, "the broker's ceiling here")],
        };

        Estimate At(double machines)
        {
            Estimate speedUp = Best!.RangeAt(machines);
            return new(Math.Min(speedUp.Value * OfOne, Ceiling), Math.Min(speedUp.Low * OfOne, Ceiling),
                Math.Min(speedUp.High * OfOne, Ceiling));
        }
    }

    /// <summary>A row for each number of machines: throughput, efficiency, and a lone call's way there and back.</summary>
    public Table ToTable() => Table.Of(
        "",
        Machines.Zip(RoundTrips),
        ("machines", point => point.First),
        ("calls a second", point => s_callsPerSecond.Format(RateOf(point.First))),
        ("speed-up", point => Say.Ratio(SpeedUp(point.First))),
        ("efficiency", point => Say.Percent(SpeedUp(point.First) / point.First)),
        ("a lone round trip", point => TimeSpan.FromSeconds(point.Second)));

    /// <summary>Judges the claim that workers can be added freely, and that nothing is lost when they go.</summary>
    /// <param name="claim">The claim, B19.</param>
    /// <param name="losses">What became of calls whose machines were killed.</param>
    public Judgement Judge(Claim claim, LossTrial losses)
    {
        ArgumentNullException.ThrowIfNull(losses);
        string runtime = RuntimeInformation.FrameworkDescription;
        if (LeftOut.Length > 0)
            return new Judgement(claim) { LeftOut = $"Without a broker there are no machines to add. {LeftOut}" };
        int most = Machines[^1];
        Comparison comparison = Turns.Compare(NameOf(most), NameOf(1));
        return new(claim, Verdicts.Of(
            runtime,
            new Expectation(Invariant($"{most} machines answer {{0}} as many calls a second as one"), comparison.SpeedUp)
                { Name = Invariant($"{most} machines / one"), Unit = Unit.Ratio, AtLeast = 0.5 * most, Noise = comparison.Noise,
                    Doubt = comparison.Disturbance },
            Expectation.Counted(
                Invariant($"{{0}} of {Say.Count(losses.Calls)} calls were lost or wrong while {losses.Killed} machines were killed"),
                losses.Lost + losses.Wrong) with { Name = "lost or wrong", AtMost = 0 }));
    }

    /// <inheritdoc/>
    public string ToHtml() => LeftOut.Length > 0 ? Callout.LeftOut(LeftOut).ToHtml() : ToFigure().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => LeftOut.Length > 0 ? Callout.LeftOut(LeftOut).ToString() : ToTable().ToString();

    private double SpeedUp(int machines) => Turns.Compare(NameOf(machines), NameOf(1)).SpeedUp.Value;

    private double RateOf(int machines) => 1 / Turns.Values(NameOf(machines)).Median();

    private ScalingFit[] FitBoth()
    {
        ScalingPoint[] points =
            [.. Machines.SelectMany(count => Turns.Values(NameOf(count)),
                (count, seconds) => new ScalingPoint(count, 1 / seconds / OfOne))];
        return [ScalingLaw.FitAmdahl(points), ScalingLaw.FitUniversal(points)];
    }

    private static string NameOf(int machines) => Invariant($"{machines} {(machines == 1 ? "machine" : "machines")}");
}
