using Workloads.Html;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>What an event-driven engine served.</summary>
/// <param name="Messages">Messages that were sent over all transports.</param>
/// <param name="Back">Those that came back as they were sent.</param>
/// <param name="Connections">Connections, open at once, that got their message back.</param>
/// <param name="LeftOut">Transports that were left out, and why, a sentence each.</param>
internal sealed record EchoService(int Messages, int Back, int Connections, IReadOnlyList<string> LeftOut);

/// <summary>
/// An echo over TCP, UDP, TLS and a Unix socket, by callbacks and by async, in turns, and over many connections at once, in .NET and
/// in CPython (D12).
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record EchoTransports : IDisplayable
{
    /// <param name="roundTrips">The median round trip of each turn.</param>
    /// <param name="connections">How many connections were to be open at once.</param>
    /// <param name="dotNet">What .NET's servers served.</param>
    /// <param name="python">What asyncio's served; null where no CPython was found.</param>
    internal EchoTransports(InBoth roundTrips, int connections, EchoService dotNet, EchoService? python = null) =>
        (RoundTrips, Connections, DotNet, Python) = (roundTrips, connections, dotNet, python);

    internal InBoth RoundTrips { get; init; }
    internal int Connections { get; init; }
    internal EchoService DotNet { get; init; }
    internal EchoService? Python { get; init; }

    internal const string Script = "sockets";

    /// <summary>The longest message, in bytes.</summary>
    public const int MaxSize = 1_000_000;

    /// <summary>The most connections at once: in CPython both ends are in one process, which may have 1,024 files open.</summary>
    public const int MaxConnections = 400;

    private const string NoUdp = "UDP: a datagram holds 65,507 bytes at most, and the message is longer.";

    /// <summary>
    /// Starts the servers, connects the clients, and lets them talk. .NET's servers are processes of their own; asyncio's share a loop with
    /// their clients.
    /// </summary>
    /// <param name="clients">Clients of each server at the same time, from 1 to 100.</param>
    /// <param name="messages">Messages of each in a turn, from 1 to 10,000.</param>
    /// <param name="size">Bytes of a message, from 1 to <see cref="MaxSize"/>; where no datagram holds them, UDP is left out.</param>
    /// <param name="connections">Connections to be open at once, from 1 to <see cref="MaxConnections"/>.</param>
    /// <param name="rounds">Rounds that count, from 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends it; no server is left.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<EchoTransports> MeasureAsync(
        int clients = 2, int messages = 100, int size = 32, int connections = MaxConnections, int rounds = InTurns.MinRounds,
        CancellationToken cancellationToken = default)
    {
        Bounds.Checked(clients, 1, 100, nameof(clients));
        Bounds.Checked(messages, 1, 10_000, nameof(messages));
        Bounds.Checked(size, 1, MaxSize, nameof(size));
        Bounds.Checked(connections, 1, MaxConnections, nameof(connections));
        Bounds.Checked(rounds, 1, 1_000, nameof(rounds));
        string[] leftOut = size > UdpEchoServer.MaxDatagram ? [NoUdp] : [];
        var (turns, service) =
            await HereAsync(clients, messages, size, connections, rounds, leftOut, cancellationToken).ConfigureAwait(false);
        if ((await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest is not { } build)
            return new(new(turns), connections, service);

        using var identity = new TlsIdentity();
        object arguments = new { clients, messages, size, connections, identity = identity.ServerPem,
            root = identity.Root.ExportCertificatePem(), rounds };
        var (there, theirs) =
            await new PythonExperiment<There>(Script, "transports").MeasureAsync(build, arguments, static answer => answer.Turns,
                decides: null, cancellationToken).ConfigureAwait(false);
        return new(new(turns, theirs, build), connections, service,
            new(there.Messages, there.Back, there.Connections, [.. leftOut, .. there.LeftOut]));
    }

    /// <summary>Judges D12: all four transports are served, and many connections at once, and nothing is lost.</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => claim?.Id == "D12"
        ? new(claim, [.. Sides.Select(side => Verdicts.Of(side.Runtime, Expected(side.Turns, side.Service)))])
        {
            LeftOut = string.Join(" ",
                Sides.SelectMany(side => side.Service.LeftOut).Append(Python is null ? InBoth.NoPython : "")
                    .Distinct(StringComparer.Ordinal)).Trim(),
        }
        : throw WrongClaim.Of(claim!, "D12");

    /// <inheritdoc/>
    public string ToHtml() => new Stack(RoundTrips.ToFigure(), ToTimes(), ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => $"{ToTimes()}\n\n{ToTable()}";

    private Table ToTimes() => RoundTrips.ToTable() with { Title = "The median round trip" };

    internal Table ToTable() => Table.Of(
        "What was served",
        Sides,
        ("runtime", side => side.Runtime),
        ("messages", side => side.Service.Messages),
        ("lost", side => side.Service.Messages - side.Service.Back),
        ("open at once", _ => Connections),
        ("of them answered", side => side.Service.Connections),
        ("left out", side => string.Join(" ", side.Service.LeftOut)));

    private IReadOnlyList<(string Runtime, Turns Turns, EchoService Service)> Sides =>
        [.. RoundTrips.Sides.Zip([DotNet, Python!], static (side, service) => (side.Runtime, side.Turns, service))];

    internal static string Name(EchoTransport transport, EchoStyle style) =>
        $"{(transport == EchoTransport.Unix ? "Unix socket" : $"{transport}".ToUpperInvariant())}, {(style == EchoStyle.Async ? "async" : "callbacks")}";

    private static async Task<(Turns, EchoService)> HereAsync(
        int clients, int messages, int size, int connections, int rounds, string[] leftOut, CancellationToken cancellationToken)
    {
        var servers = new List<IAsyncDisposable>();
        async Task<(ServerProcess, EchoMeasurement)> OpenAsync(EchoServerOptions options, int many)
        {
            ServerProcess server = await options.StartAsync(cancellationToken).ConfigureAwait(false);
            servers.Add(server);
            EchoMeasurement talk = await EchoMeasurement.ConnectAsync(server, many, cancellationToken).ConfigureAwait(false);
            servers.Add(talk);
            return (server, talk);
        }

        try
        {
            var talks = new List<EchoMeasurement>();
            var ways = new List<Way>();
            foreach (EchoTransport transport in Enum.GetValues<EchoTransport>()
                .Where(transport => transport != EchoTransport.Udp || leftOut.Length == 0))
            {
                foreach (EchoStyle style in Enum.GetValues<EchoStyle>())
                {
                    var (_, talk) = await OpenAsync(new() { Transport = transport, Style = style }, clients).ConfigureAwait(false);
                    talks.Add(talk);
                    ways.Add(new(Name(transport, style), token => talk.TalkAsync(messages, size, token)));
                }
            }

            Turns turns = await new InTurns
            {
                Ways = ways,
                MaxRounds = rounds,
                Time = InTurns.LongTime,
                WarmUps = 2
            }.RunAsync(cancellationToken).ConfigureAwait(false);
            var (server, many) = await OpenAsync(new() { Style = EchoStyle.Callbacks }, connections).ConfigureAwait(false);
            await many.TalkAsync(1, size, cancellationToken).ConfigureAwait(false);
            int open = (await server.StatusAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Open;
            return (turns, new(talks.Sum(talk => talk.Sent), talks.Sum(talk => talk.Back), Math.Min(open, many.Back), leftOut));
        }
        finally
        {
            servers.Reverse();
            foreach (IAsyncDisposable server in servers)
                await server.DisposeAsync().ConfigureAwait(false);
        }
    }

    private Expectation[] Expected(Turns turns, EchoService service)
    {
        string[] transports = [.. turns.Names.Select(name => name.Split(',')[0]).Distinct(StringComparer.Ordinal)];
        return
        [
            Expectation.Counted($"{{0}} of 4 transports were served ({string.Join(", ", transports)})", transports.Length) with
            {
                Name = "transports served", AtLeast = 4,
                Doubt = service.LeftOut.Count > 0 ? $"left out was {string.Join(" ", service.LeftOut)}" : null,
            },
            Expectation.Counted($"{{0}} of {Say.Count(service.Messages)} messages were lost", service.Messages - service.Back) with
            {
                Name = "messages lost", AtMost = 0, Doubt = service.Back < service.Messages ? turns.Disturbance : null,
            },
            Expectation.Counted($"of {Say.Count(Connections)} connections open at once {{0}} were served", service.Connections) with
            {
                Name = "served at once", AtLeast = Connections, Doubt = service.Connections < Connections ? turns.Disturbance : null,
            },
        ];
    }

    private sealed record There(Dictionary<string, double[]> Turns, int Messages, int Back, int Connections, IReadOnlyList<string> LeftOut);
}
