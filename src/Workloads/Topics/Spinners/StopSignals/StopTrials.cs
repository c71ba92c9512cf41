using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>A thread that napped again and again was told to stop, in one runtime.</summary>
/// <param name="Runtime">The runtime.</param>
/// <param name="Signal">How it was told.</param>
/// <param name="RanUntilTold">Whether it still ran when it was told.</param>
/// <param name="Ended">Whether it ended.</param>
/// <param name="Latency">From the telling to the thread's end.</param>
/// <param name="SecondsPerLook">What one look at the signal costs a thread that does not nap; NaN where it was not measured.</param>
internal sealed record StopRow(string Runtime, string Signal, bool RanUntilTold, bool Ended, TimeSpan Latency,
    double SecondsPerLook = double.NaN);

/// <summary>Every way of telling a thread to stop, in .NET and in the newest CPython (C6).</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record StopTrials : IDisplayable
{
    /// <param name="rows">The trials.</param>
    /// <param name="waysToEnd">For each runtime how many ways there are to end a thread from outside without its looking.</param>
    internal StopTrials(IReadOnlyList<StopRow> rows, IReadOnlyList<(string Runtime, int Count)> waysToEnd) =>
        (Rows, WaysToEnd) = (rows, waysToEnd);

    internal IReadOnlyList<StopRow> Rows { get; init; }
    internal IReadOnlyList<(string Runtime, int Count)> WaysToEnd { get; init; }

    /// <summary>.NET's signals.</summary>
    internal static IReadOnlyList<Func<StopSignal>> Signals { get; } =
        [static () => new EventSignal(), static () => new VolatileFlagSignal(), static () => new TokenSignal()];

    private static PythonExperiment<PythonStop> Stop { get; } = new("stop_signals", "stop");

    private static PythonExperiment<PythonNames> WaysOfThread { get; } = new("stop_signals", "ways_to_end");

    /// <summary>Tells threads to stop that are in the middle of a nap.</summary>
    /// <param name="nap">How long they nap at a time, from 1 ms to 10 s.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">A script failed, or did not answer in time.</exception>
    public static async Task<StopTrials> MeasureAsync(TimeSpan nap, CancellationToken cancellationToken = default)
    {
        if (nap < TimeSpan.FromMilliseconds(1) || nap > TimeSpan.FromSeconds(10))
            throw new ArgumentOutOfRangeException(nameof(nap), nap, "A nap lasts from 1 ms to 10 s.");
        TimeSpan runFor = 1.5 * nap;
        var rows = new List<StopRow>();
        foreach (Func<StopSignal> make in Signals)
        {
            StopTrial trial = await Task.Run(() => StopTrial.Run(make, nap, runFor), cancellationToken).ConfigureAwait(false);
            rows.Add(new(Peers.Net, trial.Signal, RanUntilTold: trial.RanUntilTold, Ended: true, trial.StopLatency,
                trial.NanosecondsPerLook * 1e-9));
        }

        var ways = new List<(string, int)> { (Peers.Net, CanAbort() ? 1 : 0) };
        foreach (CPython build in await Peers.NewestAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (string signal in (string[])["event", "flag"])
            {
                PythonStop stop = await Stop.RunAsync(build, new { signal, nap_ms = nap.TotalMilliseconds,
                    run_ms = runFor.TotalMilliseconds }, cancellationToken: cancellationToken).ConfigureAwait(false);
                rows.Add(new(build.Name, signal, stop.RanUntilTold, stop.Ended, TimeSpan.FromSeconds(stop.Seconds)));
            }

            ways.Add((build.Name,
                (await WaysOfThread.RunAsync(build, cancellationToken: cancellationToken).ConfigureAwait(false)).Names.Count));
        }

        return new(rows, ways);
    }

    /// <summary>C6: a thread has no way to be ended from outside; it ends itself when it sees the signal.</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (claim.Id != "C6")
            throw new ArgumentException($"Stop signals judge C6, and not {claim.Id}.", nameof(claim));
        return new(claim, [.. WaysToEnd.Select(ways =>
        {
            StopRow[] rows = [.. Rows.Where(row => row.Runtime == ways.Runtime)];
            return Verdicts.Of(
                ways.Runtime,
                Expectation.Counted(Invariant($"{{0}} of {rows.Length} threads ran until they were told, and ended then by themselves"),
                    rows.Count(row => row.RanUntilTold && row.Ended)) with { Name = "ended by themselves", AtLeast = rows.Length },
                Expectation.Counted("a thread object has {0} ways to be ended from outside", ways.Count)
                    with { Name = "ways to end a thread", AtMost = 0 });
        })])
        {
            LeftOut = Peers.LeftOut(WaysToEnd.Count - 1),
        };
    }

    /// <summary>How soon a napping thread stopped, and what a look costs a busy one.</summary>
    public Table ToTable() => Table.Of(
        "",
        Rows,
        ("runtime", row => row.Runtime),
        ("signal", row => row.Signal),
        ("ended after", row => row.Latency),
        ("a look costs", row => double.IsNaN(row.SecondsPerLook) ? null : row.SecondsPerLook)).In("a look costs", Unit.Seconds)
        with { Caption = MachineFacts.Current.Summary };

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    /// <summary>Thread.Abort has thrown on every platform since .NET Core: what .NET Framework's threads could be ended by.</summary>
    private static bool CanAbort()
    {
        try
        {
            using var done = new ManualResetEventSlim();
            var thread = new Thread(() => done.Wait()) { IsBackground = true };
            thread.Start();
            try
            {
#pragma warning disable SYSLIB0006, MA0035 // that it is obsolete is the point
                thread.Abort();
#pragma warning restore SYSLIB0006, MA0035
                return true;
            }
            finally
            {
                done.Set();
                thread.Join();
            }
        }
        catch (PlatformNotSupportedException)
        {
            return false;
        }
    }

    private sealed record PythonStop(double Seconds, bool RanUntilTold, bool Ended);

    private sealed record PythonNames(IReadOnlyList<string> Names);
}
