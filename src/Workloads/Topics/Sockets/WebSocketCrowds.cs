using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>Crowds of WebSockets, all open at once to one process: Kestrel's, and in CPython asyncio's (D13).</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class WebSocketCrowds : IDisplayable
{
    /// <summary>What "tens of thousands" are at least.</summary>
    internal const int TensOfThousands = 20_000;

    private readonly IReadOnlyList<Side> _sides;

    internal WebSocketCrowds(params IReadOnlyList<Side> sides) => _sides = sides;

    /// <summary>Opens each crowd to a server of its own, from small to large, until one is more than the system allows.</summary>
    /// <param name="crowds">How many sockets, at least one number, each from 1 to <see cref="WebSocketCrowd.MaxSockets"/>.</param>
    /// <param name="cancellationToken">Ends it; sockets and servers are closed.</param>
    /// <exception cref="ArgumentException">There is no crowd, or one lies outside its range.</exception>
    public static async Task<WebSocketCrowds> MeasureAsync(IReadOnlyList<int> crowds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(crowds);
        if (crowds.Count == 0)
            throw new ArgumentException("There must be one crowd at least, such as 10,000 sockets.", nameof(crowds));
        int[] all = [.. crowds.Select(crowd => Bounds.Checked(crowd, 1, WebSocketCrowd.MaxSockets, nameof(crowds))).Distinct().Order()];
        Side ours = await SideAsync(InBoth.Runtime, all, async crowd =>
        {
            ServerProcess server = await new WebSocketServerOptions().StartAsync(cancellationToken).ConfigureAwait(false);
            await using (server.ConfigureAwait(false))
                return await WebSocketCrowd.RunAsync(server, crowd, cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
        if ((await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest is not { } build)
            return new(ours);
        return new(ours, await SideAsync(build.Name, all, async crowd =>
        {
            PythonWebSocketServer server = await PythonWebSocketServer.StartAsync(build, cancellationToken).ConfigureAwait(false);
            await using (server.ConfigureAwait(false))
                return await WebSocketCrowd.RunAsync(server.Port, server.StatusAsync, crowd, cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false));
    }

    /// <summary>Judges D13: one process keeps tens of thousands open, and each of them echoes.</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => claim?.Id == "D13"
        ? new(claim, [.. _sides.Select(VerdictOf)]) { LeftOut = _sides.Count == 1 ? InBoth.NoPython : "" }
        : throw WrongClaim.Of(claim!, "D13");

    /// <inheritdoc/>
    public string ToHtml() => new Stack([ToTable(), .. Refusals.Select(Callout.LeftOut)]).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => string.Join("\n", [$"{ToTable()}", .. Refusals]);

    internal Table ToTable() => Table.Of(
        "",
        _sides.SelectMany(side => side.Reports.Select(report => (side.Runtime, Report: report))),
        ("runtime", row => row.Runtime),
        ("sockets", row => row.Report.Asked),
        ("open at once", row => row.Report.Opened),
        ("lost", row => row.Report.Lost),
        ("opened in", row => row.Report.OpenTime.TotalSeconds),
        ("to open one", row => row.Report.OpenTime.TotalSeconds / row.Report.Asked),
        ("a message on each in", row => row.Report.EchoTime.TotalSeconds),
        ("server's memory for each", row => Known(row.Report.BytesEach)),
        ("of it objects", row => Known(row.Report.ManagedBytesEach)))
        .In("opened in", Unit.Seconds).In("to open one", Unit.Seconds).In("a message on each in", Unit.Seconds)
        .In("server's memory for each", Unit.Bytes, bars: true).In("of it objects", Unit.Bytes)
            with { Caption = MachineFacts.Current.Summary };

    private IEnumerable<string> Refusals => _sides.Select(side => side.Refusal).OfType<string>().Distinct(StringComparer.Ordinal);

    private static object? Known(double bytes) => bytes > 0 ? bytes : null;

    private static async Task<Side> SideAsync(string runtime, int[] crowds, Func<int, Task<WebSocketReport>> run)
    {
        var reports = new List<WebSocketReport>();
        try
        {
            foreach (int crowd in crowds)
                reports.Add(await run(crowd).ConfigureAwait(false));
        }
        catch (TooFewOpenFilesException exception)
        {
            return new(runtime, reports, exception.Message);
        }

        return new(runtime, reports);
    }

    private static Verdict VerdictOf(Side side)
    {
        if (side.Reports.Count == 0)
            return Verdicts.Undecided(side.Runtime, side.Refusal!);
        WebSocketReport most = side.Reports[^1];
        string? tooFew = most.Asked >= TensOfThousands || most.Lost > 0 ? null
            : side.Refusal ?? $"no more were tried. {Say.Count(TensOfThousands)} would decide.";
        return Verdicts.Of(side.Runtime,
            Expectation.Counted("{0} WebSockets were open at once to one process", most.Opened) with
            {
                Name = "open at once", AtLeast = Math.Min(most.Asked, TensOfThousands), Doubt = tooFew,
            },
            Expectation.Counted(
                $"{{0}} of {Say.Count(most.Asked)} did not bring their message back{(most.FirstFailure is { } failure ? $" ({failure.TrimEnd('.')})" : "")}", most.Lost) with
            {
                Name = "lost", AtMost = 0,
            });
    }

    /// <summary>What one runtime's server kept open, and why no larger crowd was opened.</summary>
    internal sealed record Side(string Runtime, IReadOnlyList<WebSocketReport> Reports, string? Refusal = null);
}
