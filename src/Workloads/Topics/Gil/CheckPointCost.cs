using MathNet.Numerics.Statistics;
using Workloads.Measuring;
using Workloads.Models;

namespace Workloads.Topics;

/// <summary>Compiled fibonacci calls with the lock's check points and without, in turns (D2).</summary>
/// <param name="Size">The fibonacci number.</param>
/// <param name="PlainSeconds">The time of a call without, in seconds, one number a turn.</param>
/// <param name="CheckedSeconds">The time of a call with a check point in it, likewise.</param>
public sealed record CheckPointCost(long Size, IReadOnlyList<double> PlainSeconds, IReadOnlyList<double> CheckedSeconds)
{
    /// <summary>The median time without.</summary>
    public TimeSpan Plain => TimeSpan.FromSeconds(PlainSeconds.Median());

    /// <summary>The median time with check points.</summary>
    public TimeSpan Checked => TimeSpan.FromSeconds(CheckedSeconds.Median());

    /// <summary>How many times as long a call takes with check points: the median of the turns' ratios.</summary>
    public double Ratio => CheckedSeconds.Zip(PlainSeconds, static (with, without) => with / without).Median();

    /// <summary>Measures it, warmed up.</summary>
    /// <param name="size">The fibonacci number.</param>
    /// <param name="callers">How many calls are timed together: 1 or more.</param>
    /// <param name="repeats">How many turns: 1 or more.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<CheckPointCost> MeasureAsync(long size = 25, int callers = 200, int repeats = 25, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(callers, 1);
        var plain = new SequentialModel();
        var with = new InterpreterModel(code: InterpreterCode.Compiled, workers: 1);
        SweepResult result = await new Sweep { Workload = Workload.Fibonacci, Sizes = [size], Callers = [callers], Models = [plain, with], Repeats = repeats }
            .RunAsync(cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return new(size, Seconds(plain), Seconds(with));

        double[] Seconds(ExecutionModel model) => [.. result.OfRuntimes(model.Runtime).Rows.OrderBy(row => row.Repeat).Select(row => row.Seconds / callers)];
    }
}
