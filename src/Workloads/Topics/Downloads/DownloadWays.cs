using System.Net;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// The document's twenty downloads one after the other, by a pool of threads, and by async, in turns, in .NET and in CPython (C2, C3, C10).
/// </summary>
/// <param name="Times">What each way took.</param>
/// <param name="Threads">How many threads the pools had.</param>
/// <param name="Latency">How long the server took for one flag at least.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record DownloadWays(InBoth Times, int Threads, TimeSpan Latency) : IDisplayable
{
    internal static readonly string Alone = new SequentialDownloads().Name;

    /// <summary>
    /// Starts a server of its own, and measures: .NET keeps its connections open, <c>http.client</c> opens one for each flag.
    /// </summary>
    /// <param name="server">How slow the server is to be; it may not fail.</param>
    /// <param name="threads">Threads of the pools: from 1 to <see cref="Models.ThreadExecutor.MaxWorkers"/>.</param>
    /// <param name="rounds">Rounds that count: 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it; the server has ended then.</param>
    /// <exception cref="ArgumentException">The server is to fail.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<DownloadWays> MeasureAsync(FlagServerOptions server, int threads = 6, int rounds = InTurns.MinRounds,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(server);
        if (server.ErrorRate > 0 || server.HangRate > 0)
            throw new ArgumentException("Times are compared where no request fails: the error rate and the hang rate must be 0.",
                nameof(server));
        Downloads[] ways = [new SequentialDownloads(), new MappedDownloads(threads), new SubmittedDownloads(threads), new AsyncDownloads()];
        ServerProcess running = await server.StartAsync(cancellationToken).ConfigureAwait(false);
        await using (running.ConfigureAwait(false))
        {
            using var client = new FlagClient(running.Port);
            var turns = new InTurns
            {
                Ways = [.. ways.Select(way => Way.Timed(way.Name, token => way.RunAsync(client, cancellationToken: token)))],
                MaxRounds = rounds, Time = InTurns.LongTime, WarmUps = 3,
                Decides = static turns => [turns.Compare(turns.Names[1]).AtLeast(0.9)],
            };
            object arguments = new { names = ways.Select(way => way.Name), urls = Addresses(running.Port), workers = threads, rounds };
            return new(await InBoth.MeasureAsync(turns, PythonDownloads.Script, "ways", arguments, cancellationToken).ConfigureAwait(false),
                threads, server.Latency);
        }
    }

    /// <summary>
    /// Judges C2, the claim that the pool's downloads do not run in parallel: were it so, they would take as long as one after the other.
    /// </summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => claim?.Id == "C2"
        ? Times.Judge(claim, turns =>
        {
            Expectation expected = turns.Compare(turns.Names[1]).AtLeast(0.9);
            return [expected with { Doubt = Unable ?? expected.Doubt }];
        })
        : throw WrongClaim.Of(claim!, "C2");

    /// <inheritdoc/>
    public string ToHtml() => Times.ToHtml();

    /// <inheritdoc/>
    public override string ToString() => Times.ToString();

    internal static string[] Addresses(int port, int copies = 1) =>
        [.. Enumerable.Range(0, copies)
            .SelectMany(copy => Country.All.Select(
                country => Invariant($"http://{IPAddress.Loopback}:{port}/flags/{country.Code}?copy={copy}")))];

    private string? Unable => Threads == 1 ? "a pool of one thread does one thing at a time anyway. Two threads or more would decide."
        : Latency <= TimeSpan.Zero ? "the server made nobody wait. A latency of some milliseconds would decide."
        : null;
}
