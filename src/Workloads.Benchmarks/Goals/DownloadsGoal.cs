using System.Net;
using System.Net.Sockets;
using System.Text;
using Workloads.Processes;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Benchmarks.Goals;

/// <summary>
/// Flags from a server that takes 100 ms, with open connections: twenty at once and a thousand at once, in times of the same requests over
/// bare sockets, and asyncio's thousand beside ours.
/// </summary>
internal sealed class DownloadsGoal() : Goal("downloads")
{
    private const string Few = "20 downloads at once", FewBare = "20 over bare sockets", Many = "1,000 downloads at once",
        ManyBare = "1,000 over bare sockets", Asyncio = "asyncio's 1,000";

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        CPython? python = (await CPythons.FindAsync(cancellationToken)).Newest;
        await using ServerProcess server = await new FlagServerOptions().StartAsync(cancellationToken);
        using var client = new FlagClient(server.Port);
        using var sockets = new BareSockets(server.Port, 1_000);
        string[] few = [.. Country.All.Select(country => country.Code)],
            many = [.. Enumerable.Range(0, 1_000).Select(number => few[number % few.Length])];
        List<Way> ways =
        [
            new(Few, token => SecondsAsync(client, few, token)), Way.Timed(FewBare, token => sockets.AskAsync(few, token)),
            new(Many, token => SecondsAsync(client, many, token)), Way.Timed(ManyBare, token => sockets.AskAsync(many, token)),
        ];
        if (python is not null)
            ways.Add(new(Asyncio,
                async token => (await PythonDownloads.Once.RunAsync(python,
                    new { urls = many.Select(code => $"http://{IPAddress.Loopback}:{server.Port}/flags/{code}") },
                    cancellationToken: token)).Seconds));

        // Until the connections are open and the code is compiled, here and in the server.
        Turns turns = await new InTurns { Ways = ways, MaxRounds = 11, Time = TimeSpan.MaxValue, WarmUps = 8 }.RunAsync(cancellationToken);
        return new(
            [Criterion.AtMost(turns, Few, FewBare, 1.05), Criterion.AtMost(turns, Many, ManyBare, 1.2),
                .. python is null ? (Criterion[])[] : [Criterion.AtLeast(turns, Asyncio, Many, 1.8)]],
            $"one download takes 100 ms; {python}")
        {
            LeftOut = python is null ? ["asyncio: no CPython was found"] : [],
        };
    }

    private static async Task<double> SecondsAsync(FlagClient client, string[] codes, CancellationToken cancellationToken)
    {
        DownloadReport report = await new AsyncDownloads().RunAsync(client, codes, cancellationToken: cancellationToken);
        return report.Lost == 0 ? report.Elapsed.TotalSeconds
            : throw new InvalidOperationException($"{report.Lost} of {codes.Length} downloads were lost.");
    }

    /// <summary>Open connections, on which requests are bytes and an answer is as many bytes as it says.</summary>
    private sealed class BareSockets : IDisposable
    {
        private readonly (Socket Socket, byte[] Buffer)[] _open;

        public BareSockets(int port, int count) =>
            _open = [.. Enumerable.Range(0, count).Select(_ => (LoopbackSocket.Connect(port), new byte[8_192]))];

        public Task AskAsync(string[] codes, CancellationToken cancellationToken) => Task.WhenAll(codes.Zip(_open, async (code, open) =>
        {
            await open.Socket.SendAsync(Encoding.ASCII.GetBytes($"GET /flags/{code} HTTP/1.1\r\nHost: here\r\n\r\n"), cancellationToken);
            int read = 0, length = int.MaxValue;
            while (read < length)
            {
                int more = await open.Socket.ReceiveAsync(open.Buffer.AsMemory(read), cancellationToken);
                read = more > 0 ? read + more : throw new InvalidOperationException("The server closed a connection.");
                if (length == int.MaxValue)
                    length = LengthOf(open.Buffer.AsSpan(0, read));
            }
        }));

        public void Dispose()
        {
            foreach (var (socket, _) in _open)
                socket.Dispose();
        }

        /// <summary>How long the whole answer is; not known before its head is there.</summary>
        private static int LengthOf(ReadOnlySpan<byte> answer)
        {
            ReadOnlySpan<byte> name = "Content-Length: "u8;
            int body = answer.IndexOf("\r\n\r\n"u8) + 4, at = answer.IndexOf(name) + name.Length;
            return body < 4 ? int.MaxValue : body + int.Parse(answer[at..(at + answer[at..].IndexOf((byte)'\r'))]);
        }
    }
}
