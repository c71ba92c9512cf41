using Workloads.Models;

namespace Workloads.Measuring;

/// <summary>
/// Measures one model on one point, again and again: what is too short for the clock is run more often under one reading of it.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="calls">What to run.</param>
/// <param name="expected">What every call must return.</param>
internal sealed class PointTimer(ExecutionModel model, Calls calls, long expected)
{
    /// <summary>The results of all runs of one reading fit into the processor's caches.</summary>
    private const int MostResults = 1 << 17;

    private int _times = 1;

    public ExecutionModel Model => model;

    public Calls Calls => calls;

    /// <summary>Where each result is printed within the time; null for nowhere.</summary>
    public TextWriter? Printer { get; init; }

    /// <summary>The mean time of a run, in seconds, over as many runs as the minimum takes.</summary>
    /// <inheritdoc cref="ExecutionModel.RunAsync(Calls, RunOptions?, CancellationToken)" path="/exception"/>
    /// <param name="minimum">How long at least all runs together take.</param>
    /// <param name="cancellationToken">Cancels the runs.</param>
    public async Task<double> TimeAsync(TimeSpan minimum, CancellationToken cancellationToken)
    {
        double seconds = 0, runs = 0;
        while (true)
        {
            Run run = await model.RunAsync(calls, new() { Times = _times, Expected = _ => expected, Printer = Printer }, cancellationToken)
                .ConfigureAwait(false);
            seconds += run.Seconds * _times;
            runs += _times;
            if (seconds >= minimum.TotalSeconds)
                return seconds / runs;

            int most = Math.Clamp(MostResults / calls.Count, 1, RunOptions.MaxTimes);
            _times = Math.Max(_times, (int)Math.Min(most, Math.Ceiling(minimum.TotalSeconds / Math.Max(run.Seconds, 1e-9))));
        }
    }
}
