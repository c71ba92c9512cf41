using MathNet.Numerics.Statistics;
using Workloads.Html;
using Workloads.Interpreter.Locking;
using Workloads.Interpreter.Trials;
using Workloads.Measurement;
using Workloads.Python;

namespace Workloads.Display;

/// <summary>One figure of the lock: the model's and CPython's, measured in turns.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Model">The model's figure.</param>
/// <param name="Python">CPython's; NaN when there is none.</param>
public sealed record GilComparisonRow(string What, double Model, double Python)
{
    /// <summary>The model's figure in times of CPython's.</summary>
    public double Ratio => Model / Python;
}

/// <summary>The model's lock and CPython's: what they cost, how often they are handed over, and how long they keep a thread waiting (A6, B4).</summary>
/// <param name="Rows">The figures.</param>
/// <param name="Python">The build that was measured beside the model; null for none.</param>
/// <param name="Machine">What they were measured on.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record GilComparison(IReadOnlyList<GilComparisonRow> Rows, CPython? Python, MachineFacts Machine) : IDisplayable
{
    /// <summary>The name of the row whose two sides differ most from run to run.</summary>
    public const string FourThreads = "hand-overs a second, four threads";

    /// <summary>Measures both.</summary>
    /// <param name="python">The build beside the model; the model alone when null.</param>
    /// <param name="full">Whether to take ten times as long, as the goal does.</param>
    /// <param name="cancellationToken">Ends it; no thread and no process is left running.</param>
    /// <exception cref="PythonFailedException">A script failed, or did not answer in time.</exception>
    public static async Task<GilComparison> MeasureAsync(CPython? python, bool full = false, CancellationToken cancellationToken = default)
    {
        var half = new LockOptions { SwitchInterval = TimeSpan.FromMilliseconds(0.5) };
        TimeSpan duration = TimeSpan.FromSeconds(full ? 1 : 0.3);
        int rounds = full ? 3 : 1, waits = full ? 200 : 60;
        var rows = new List<GilComparisonRow>();

        await AddAsync("two threads' time in times of one's",
            () => ModelThreadsAgainstOne.Compute(calls: full ? 600 : 200, repeats: full ? 3 : 2, cancellationToken: cancellationToken).Ratio,
            async build => (await PythonThreadsAgainstOne.ComputeAsync(build, calls: full ? 110 : 20, repeats: full ? 3 : 2, cancellationToken: cancellationToken).ConfigureAwait(false)).Ratio).ConfigureAwait(false);
        await AddHandOversAsync("hand-overs a second, two threads", null, threads: 2).ConfigureAwait(false);
        await AddHandOversAsync("hand-overs a second, two threads, 0.5 ms interval", half, threads: 2).ConfigureAwait(false);
        await AddHandOversAsync(FourThreads, null, threads: 4).ConfigureAwait(false);
        await AddLatencyAsync("1 ms sleep beside a computing thread, ms", null).ConfigureAwait(false);
        await AddLatencyAsync("1 ms sleep beside a computing thread, 0.5 ms interval, ms", half).ConfigureAwait(false);
        return new(rows, python, MachineFacts.Current);

        Task AddHandOversAsync(string what, LockOptions? options, int threads) => AddAsync(
            what,
            () => ModelHandOvers.Count(options, threads, duration, repeats: 1, cancellationToken).Median,
            async build => (await PythonHandOvers.CountAsync(build, threads, options?.SwitchInterval, duration, repeats: 1, cancellationToken).ConfigureAwait(false)).Median);

        Task AddLatencyAsync(string what, LockOptions? options) => AddAsync(
            what,
            () => ModelLatency.OfSleep(options, waits: waits, cancellationToken: cancellationToken).Median,
            async build => (await PythonLatency.OfSleepAsync(build, switchInterval: options?.SwitchInterval, waits: waits, cancellationToken: cancellationToken).ConfigureAwait(false)).Median);

        async Task AddAsync(string what, Func<double> model, Func<CPython, Task<double>> peer)
        {
            List<double> ours = [], theirs = [];
            for (int round = 0; round < rounds; round++)
            {
                ours.Add(await Task.Run(model, cancellationToken).ConfigureAwait(false));
                if (python is not null)
                    theirs.Add(await peer(python).ConfigureAwait(false));
            }

            rows.Add(new(what, ours.Median(), theirs.Median()));
        }
    }

    /// <summary>The figures side by side, with their ratio.</summary>
    public Table ToTable() => Table.Of(
        "",
        Rows,
        ("", row => row.What),
        ("the model", row => Math.Round(row.Model, 3)),
        (Python?.Name ?? "CPython (not found)", row => double.IsNaN(row.Python) ? null : Math.Round(row.Python, 3)),
        ("ratio", row => double.IsNaN(row.Ratio) ? null : row.Ratio)).In("ratio", Charts.Unit.Ratio) with { Caption = Machine.Summary };

    /// <inheritdoc/>
    public string ToHtml() => HtmlView.Of(this);
}
