using Workloads.Charts;
using Workloads.Html;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Models;

namespace Workloads.Topics;

/// <summary>How fast so many threads are under one kind of lock.</summary>
/// <param name="Mode">The kind of lock.</param>
/// <param name="Threads">How many threads.</param>
/// <param name="SpeedUp">How many times as fast as one thread under one lock, with its interval.</param>
internal sealed record LockScalingPoint(LockMode Mode, int Threads, Estimate SpeedUp);

/// <summary>
/// Speed against the number of threads, a curve for each kind of lock: flat under one lock, rising where there is none (A6, A11, A14).
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record LockScaling : IDisplayable
{
    /// <param name="calls">What was run, in words.</param>
    /// <param name="points">The points.</param>
    internal LockScaling(string calls, IReadOnlyList<LockScalingPoint> points) => (Calls, Points) = (calls, points);

    internal string Calls { get; init; }
    internal IReadOnlyList<LockScalingPoint> Points { get; init; }

    /// <summary>Measures compiled or interpreted fibonacci, warm: every kind of lock with every number of threads, in turns.</summary>
    /// <param name="modes">The kinds of lock, at least one.</param>
    /// <param name="threads">The numbers of threads, at least one, each 1 or more.</param>
    /// <param name="fibNumber">The fibonacci number.</param>
    /// <param name="callers">How many calls the threads share: 1 or more.</param>
    /// <param name="rounds">The most rounds, 1 or more.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<LockScaling> MeasureAsync(
        IReadOnlyList<LockMode> modes, IReadOnlyList<int> threads, int fibNumber, int callers, int rounds = 9,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(modes);
        ArgumentNullException.ThrowIfNull(threads);
        if (modes.Count == 0 || threads.Count == 0)
            throw new ArgumentException("There must be one kind of lock and one number of threads at least.",
                modes.Count == 0 ? nameof(modes) : nameof(threads));
        const string Baseline = "one thread under one lock";
        var calls = new Calls(Workload.Fibonacci, fibNumber, callers);
        var baseline = new InterpreterModel(workers: 1);
        (LockMode Mode, int Threads, string Name)[] points =
            [.. from mode in modes.Distinct() from count in threads.Distinct().Order()
                select (mode, count, Invariant($"{count} with {NameOf(mode)}"))];
        Turns turns = await new InTurns
        {
            Ways = [Of(Baseline, baseline),
                .. points.Select(point => Of(point.Name, new(new() { Mode = point.Mode }, workers: point.Threads)))],
            MaxRounds = rounds,
        }.RunAsync(cancellationToken).ConfigureAwait(false);
        return new(
            Invariant($"{callers:N0} calls of fib({fibNumber}), {baseline.Runtime}"),
            [.. points.Select(point => new LockScalingPoint(point.Mode, point.Threads, turns.Compare(point.Name, Baseline).SpeedUp))]);

        Way Of(string name, InterpreterModel model) =>
            new(name, async token => (await model.RunAsync(calls, cancellationToken: token).ConfigureAwait(false)).Elapsed.TotalSeconds);
    }

    /// <summary>The curves, with intervals of 95 % where there were rounds enough for them.</summary>
    public Figure ToFigure() => new(Outcome)
    {
        Subtitle = $"Speed-up by the number of threads, {Calls}",
        Caption = MachineFacts.Current.Summary,
        X = Axis.Log2("threads", Unit.Count),
        Y = new("speed-up over one thread") { Unit = Unit.Ratio, FromZero = true },
        Series = [.. Points.GroupBy(point => point.Mode).Select(Curve)],
        Lines = [ReferenceLine.AtY(1, "one thread"),
            ReferenceLine.AtY(Environment.ProcessorCount, Invariant($"{Environment.ProcessorCount} cores"))],
    };

    /// <inheritdoc/>
    public string ToHtml() => ToFigure().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToFigure().ToString();

    private string Outcome
    {
        get
        {
            int most = Points.Max(point => point.Threads);
            return Invariant($"{most} thread{(most == 1 ? "" : "s")}, in times of one under one lock: ")
                + string.Join(", ", Points.Where(point => point.Threads == most)
                    .Select(point => $"{Unit.Ratio.Format(point.SpeedUp.Value)} with {NameOf(point.Mode)}"));
        }
    }

    private static Line Curve(IGrouping<LockMode, LockScalingPoint> curve) => curve.All(point => double.IsFinite(point.SpeedUp.High))
        ? Line.Of(NameOf(curve.Key), curve, point => point.Threads, point => point.SpeedUp.Value, point => point.SpeedUp.Low,
            point => point.SpeedUp.High)
        : Line.Of(NameOf(curve.Key), curve, point => point.Threads, point => point.SpeedUp.Value);

    private static string NameOf(LockMode mode) => mode switch
    {
        LockMode.OneForProcess => "one lock",
        LockMode.OneForEachInterpreter => "a lock for each interpreter",
        _ => "no lock",
    };
}
