using System.Diagnostics;
using Workloads.Models;

namespace Workloads.Measuring;

/// <summary>Measures one model on one point, again and again, and checks each time that no call was lost or went wrong.</summary>
/// <remarks>
/// A run much shorter than the clock's resolution and its cost is measured in batches of runs under one reading of the clock.
/// Between two readings nothing happens but the runs; results are checked, and wiped before the next, outside of them.
/// </remarks>
internal sealed class PointTimer
{
    /// <summary>Reading the clock twice costs some 50 ns: below half a percent of this.</summary>
    private const double ShortestClockedSeconds = 20e-6;
    private const int LongestBatch = 1 << 20;

    private readonly long[] _results;
    private readonly long _expected;
    private readonly RunContext _context;
    private int _batch = 1;

    /// <summary>Makes a timer; nothing runs yet.</summary>
    /// <param name="model">The model, prepared.</param>
    /// <param name="calls">What to run.</param>
    /// <param name="results">Memory for the results, as long as there are callers; timers that take turns may share it.</param>
    /// <param name="expected">What every call must return.</param>
    /// <param name="cancellationToken">Cancels the runs.</param>
    public PointTimer(ExecutionModel model, Calls calls, long[] results, long expected, CancellationToken cancellationToken)
    {
        Model = model;
        Calls = calls;
        _results = results;
        _expected = expected;
        _context = new(calls, new() { ResultsBuffer = results }, cancellationToken);
    }

    public ExecutionModel Model { get; }

    public Calls Calls { get; }

    /// <summary>The mean time of a run, in seconds, over as many runs as the minimum takes.</summary>
    /// <exception cref="ResultMismatchException">A result is not the expected one.</exception>
    /// <exception cref="CallFailedException">A call threw.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<double> TimeAsync(TimeSpan minimum)
    {
        double seconds = 0;
        long runs = 0;
        do
        {
            // A call that is lost must not find the result of the run before.
            _results.AsSpan().Fill(~_expected);
            double elapsed = await RunAsync(_batch).ConfigureAwait(false);
            Check();

            seconds += elapsed;
            runs += _batch;
            if (elapsed < ShortestClockedSeconds && _batch < LongestBatch)
                _batch *= 2;
        }
        while (seconds < minimum.TotalSeconds);

        return seconds / runs;
    }

    private async ValueTask<double> RunAsync(int runs)
    {
        TimeSpan reported = TimeSpan.Zero;
        long start = Stopwatch.GetTimestamp();
        for (int run = 0; run < runs; run++)
        {
            _context.Restart();
            await Model.ExecuteOnceAsync(_context).ConfigureAwait(false);
            _context.ThrowIfEndedEarly();
            reported += _context.ReportedElapsed.GetValueOrDefault();
        }

        return reported > TimeSpan.Zero ? reported.TotalSeconds : Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private void Check()
    {
        int caller = _results.AsSpan().IndexOfAnyExcept(_expected);
        if (caller >= 0)
            throw new ResultMismatchException(Model, Calls.Workload, Calls.SizeOf(caller), caller, _expected, _results[caller]);
    }
}
