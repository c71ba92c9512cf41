using MathNet.Numerics.Statistics;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Models;

namespace Workloads.Topics;

/// <summary>How fast so many threads are under one kind of lock.</summary>
/// <param name="Mode">The kind of lock.</param>
/// <param name="Threads">How many threads.</param>
/// <param name="SpeedUp">How many times as fast as one thread under one lock: the median of the repeats.</param>
/// <param name="Low">The smallest of the repeats.</param>
/// <param name="High">The largest.</param>
public sealed record LockScalingPoint(LockMode Mode, int Threads, double SpeedUp, double Low, double High);

/// <summary>Speed against the number of threads, a curve for each kind of lock: flat under one lock, rising where there is none (A6, A11, A14).</summary>
/// <param name="Calls">What was run, in words.</param>
/// <param name="Points">The points.</param>
/// <param name="Machine">What they were measured on.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record LockScaling(string Calls, IReadOnlyList<LockScalingPoint> Points, MachineFacts Machine) : IDisplayable
{
    /// <summary>Measures it, warm: in each repeat every kind of lock with every number of threads, each beside one thread under one lock.</summary>
    /// <param name="modes">The kinds of lock.</param>
    /// <param name="threads">The numbers of threads, each 1 or more.</param>
    /// <param name="workload">A workload that the model knows.</param>
    /// <param name="size">Its size.</param>
    /// <param name="callers">How many calls the threads share.</param>
    /// <param name="repeats">How often, 1 or more.</param>
    /// <param name="code">What the threads run.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<LockScaling> MeasureAsync(
        IReadOnlyList<LockMode> modes, IReadOnlyList<int> threads, Workload workload, long size, int callers, int repeats = 5,
        InterpreterCode code = InterpreterCode.Bytecode, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        var calls = new Calls(workload, size, callers);
        var baseline = new InterpreterModel(code: code, workers: 1);
        var models = (from mode in modes from count in threads select (Mode: mode, Threads: count, Model: new InterpreterModel(new() { Mode = mode }, code, count), Ratios: new List<double>())).ToList();
        await WarmUp.RunAsync(
            [baseline, .. models.Select(point => point.Model)], workload, [Reference.Of(workload, size, cancellationToken)], callers, WarmUp.DefaultTime, static () => { }, cancellationToken).ConfigureAwait(false);
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            foreach (var (_, _, model, ratios) in models)
            {
                TimeSpan one = (await baseline.RunAsync(calls, cancellationToken: cancellationToken).ConfigureAwait(false)).Elapsed;
                ratios.Add(one / (await model.RunAsync(calls, cancellationToken: cancellationToken).ConfigureAwait(false)).Elapsed);
            }
        }

        return new(
            $"{callers:N0} calls of {workload}({size}), {baseline.Runtime}",
            [.. models.Select(point => new LockScalingPoint(point.Mode, point.Threads, point.Ratios.Median(), point.Ratios.Min(), point.Ratios.Max()))],
            MachineFacts.Current);
    }

    /// <summary>The speed-up of one point; NaN when it was not measured.</summary>
    public double SpeedUp(LockMode mode, int threads) => Points.FirstOrDefault(point => point.Mode == mode && point.Threads == threads)?.SpeedUp ?? double.NaN;

    /// <summary>The curves.</summary>
    public Figure ToFigure() => new("Speed-up by the number of threads")
    {
        Subtitle = Calls,
        Caption = Machine.Summary,
        X = Axis.Log2("threads", Unit.Count),
        Y = new("speed-up over one thread") { Unit = Unit.Ratio, FromZero = true },
        Series = [.. Points.GroupBy(point => point.Mode).Select(curve => Line.Of(NameOf(curve.Key), curve, point => point.Threads, point => point.SpeedUp, point => point.Low, point => point.High))],
        Lines = Machine.UsableCores is { } cores ? [ReferenceLine.AtY(1, "one thread"), ReferenceLine.AtY(cores, $"{cores} cores")] : [ReferenceLine.AtY(1, "one thread")],
    };

    /// <inheritdoc/>
    public string ToHtml() => ToFigure().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToFigure().ToString();

    /// <summary>A kind of lock, in words.</summary>
    public static string NameOf(LockMode mode) => mode switch
    {
        LockMode.OneForProcess => "one lock",
        LockMode.OneForEachInterpreter => "a lock for each interpreter",
        _ => "no lock",
    };
}
