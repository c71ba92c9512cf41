using Workloads.Charts;
using Workloads.Html;
using Workloads.Processes;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// Downloads from a server that fails some requests: with threads, with async, and with asyncio, all equally patient (C2, C3).
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class PatientDownloads : IDisplayable
{
    private readonly IReadOnlyList<DownloadReport> _dotNet;
    private readonly PythonPatientDownloads? _python;
    private readonly CPython? _build;

    internal PatientDownloads(IReadOnlyList<DownloadReport> dotNet, PythonPatientDownloads? python = null, CPython? build = null) =>
        (_dotNet, _python, _build) = (dotNet, python, build);

    /// <summary>Flags that never came whole, in any of the ways.</summary>
    public int Lost => _dotNet.Sum(report => report.Lost) + (_python?.Lost ?? 0);

    /// <summary>Downloads the document's flags, all at once.</summary>
    /// <param name="server">The server, which may fail.</param>
    /// <param name="options">How patiently.</param>
    /// <param name="copies">How often each flag is asked for: from 1 to 100.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<PatientDownloads> RunAsync(ServerProcess server, DownloadOptions options, int copies = 5,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(options);
        Bounds.Checked(copies, 1, 100, nameof(copies));
        string[] codes = [.. Enumerable.Repeat(Country.All, copies).SelectMany(all => all).Select(country => country.Code)];
        using var client = new FlagClient(server.Port);
        var reports = new List<DownloadReport>();
        foreach (Downloads way in (Downloads[])[new SubmittedDownloads(Math.Min(codes.Length, 50)), new AsyncDownloads()])
            reports.Add(await way.RunAsync(client, codes, options, cancellationToken: cancellationToken).ConfigureAwait(false));
        if ((await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest is not { } build)
            return new(reports);

        object arguments = new
        {
            urls = DownloadWays.Addresses(server.Port, copies), timeout = options.AttemptTimeout.TotalSeconds, most = options.MaxAttempts,
            pause = options.RetryDelay.TotalSeconds, longest = options.MaxRetryDelay.TotalSeconds,
        };
        return new(reports, await PythonPatientDownloads.Once.RunAsync(build, arguments, options.Longest + TimeSpan.FromMinutes(1),
            cancellationToken).ConfigureAwait(false), build);
    }

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    internal Table ToTable() => Table.Of(
        Invariant($"{_dotNet[0].Flags.Count:N0} flags from a server that fails"),
        (IEnumerable<Row>)[.. _dotNet.Select(Row.Of), .. _python is null ? (Row[])[] : [Row.Of(_python, _build!)]],
        ("way", row => row.Way),
        ("time", row => row.Seconds),
        ("requests", row => row.Requests),
        ("refused", row => row.Refused),
        ("cut off", row => row.CutOff),
        ("timed out", row => row.TimedOut),
        ("flags lost", row => row.Lost)).In("time", Unit.Seconds) with { Caption = _python is null ? Measuring.InBoth.NoPython : "" };

    private sealed record Row(string Way, double Seconds, int Requests, int Refused, int CutOff, int TimedOut, int Lost)
    {
        public static Row Of(DownloadReport report) => new(
            report.Strategy, report.Elapsed.TotalSeconds, report.Attempts,
            report.Count(AttemptEnding.Refused), report.Count(AttemptEnding.CutOff), report.Count(AttemptEnding.TimedOut), report.Lost);

        public static Row Of(PythonPatientDownloads there, CPython build) =>
            new($"asyncio, {build.Name}", there.Seconds, there.Requests, there.Refused, there.CutOff, there.TimedOut, there.Lost);
    }
}
