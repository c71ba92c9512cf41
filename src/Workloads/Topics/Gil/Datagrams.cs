using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MathNet.Numerics.Statistics;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>What datagrams took to an echoing thread and back, in one runtime.</summary>
/// <param name="Runtime">The runtime.</param>
/// <param name="ComputingThreads">How many threads compute beside the echoing one.</param>
/// <param name="Seconds">What each took, in the order in which they were sent.</param>
internal sealed record EchoedDatagrams(string Runtime, int ComputingThreads, IReadOnlyList<double> Seconds);

/// <summary>
/// Datagrams that a thread echoes, alone and beside one that computes (B4): not one number, but two kinds of messages.
/// </summary>
/// <remarks>
/// A message that finds the lock taken waits for an interval; so may its answer, since sending gives the lock up, too. But while the
/// computing thread, which has just lost the lock, waits for a core to run on, the client and the echoing thread exchange messages in
/// microseconds. How many are of which kind depends on the scheduler and on what else runs, and with it the median; the two times do not.
/// </remarks>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record Datagrams : IDisplayable
{
    /// <param name="rows">The model and the newest CPython, alone and beside a computing thread.</param>
    internal Datagrams(IReadOnlyList<EchoedDatagrams> rows) => Rows = rows;

    internal IReadOnlyList<EchoedDatagrams> Rows { get; init; }

    private const int Size = 64;

    /// <summary>From when on a message has waited for the lock: most of an interval of 5 ms.</summary>
    private const double HasWaited = 0.004;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Measures the model and the newest CPython.</summary>
    /// <param name="messages">How many datagrams, one after the other: 1 or more.</param>
    /// <param name="cancellationToken">Ends it; no thread and no process is left running.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static async Task<Datagrams> MeasureAsync(int messages = 200, CancellationToken cancellationToken = default)
    {
        var rows = new List<EchoedDatagrams>();
        foreach (int computing in (int[])[0, 1])
            rows.Add(new(Peers.Model, computing,
                await Task.Run(() => RoundTrips(null, computing, messages, cancellationToken), cancellationToken).ConfigureAwait(false)));
        foreach (CPython build in await Peers.NewestAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (int cpu_threads in (int[])[0, 1])
                rows.Add(new(build.Name, cpu_threads,
                    (await GilExperiments.Echo.MeasureAsync(build, new { cpu_threads, messages }, cancellationToken)
                        .ConfigureAwait(false)).Values("took")));
        }

        return new(rows);
    }

    /// <summary>The messages of each row from the fastest to the slowest.</summary>
    public Figure ToFigure() => new(string.Join("; ", Rows.Where(row => row.ComputingThreads > 0).Select((row, number) =>
        $"{Say.Percent(Waited(row))}{(number == 0 ? " of the datagrams waited for the lock" : "")} in {row.Runtime}")))
    {
        Subtitle = "Beside a computing thread, and alone: datagrams from the fastest to the slowest",
        X = new("messages that took no longer") { Unit = Unit.Percent },
        Y = Axis.LogTime("to the echoing thread and back"),
        Series = [.. Rows.Select(
            row => new Line(Name(row),
            row.Seconds.Order().Select((took, number) => ((number + 1.0) / row.Seconds.Count, took))) { Steps = true })],
        Caption = MachineFacts.Current.Summary,
    };

    /// <summary>The median, and the share of messages that waited for the lock.</summary>
    public Table ToTable() => Table.Of(
        "",
        Rows,
        ("runtime", Name),
        ("messages", row => row.Seconds.Count),
        ("fastest", row => TimeSpan.FromSeconds(row.Seconds.Min())),
        ("median", row => TimeSpan.FromSeconds(row.Seconds.Median())),
        ("slowest", row => TimeSpan.FromSeconds(row.Seconds.Max())),
        ("waited for the lock", row => Say.Percent(Waited(row))));

    /// <inheritdoc/>
    public string ToHtml() => new Stack(ToFigure(), ToTable()).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private static double Waited(EchoedDatagrams row) => (double)row.Seconds.Count(took => took > HasWaited) / row.Seconds.Count;

    private static string Name(EchoedDatagrams row) =>
        $"{row.Runtime}, {(row.ComputingThreads == 0 ? "alone" : "beside a computing thread")}";

    /// <summary>
    /// Sends datagrams to a thread of the model, one after the other, and waits for each to come back. The thread gives the lock up while
    /// it waits for one and while it sends one back, as CPython's socket functions do; its client is no thread of the model, and needs
    /// none.
    /// </summary>
    /// <param name="options">The lock; CPython's ways when left out.</param>
    /// <param name="computingThreads">How many threads compute beside the echoing one; 0 measures it alone.</param>
    /// <param name="messages">How many datagrams: 1 or more.</param>
    /// <param name="cancellationToken">Ends it; no thread is left running.</param>
    /// <returns>What each round trip took, in seconds, in the order in which they were made.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="SocketException">A datagram did not come back within ten seconds.</exception>
    internal static IReadOnlyList<double> RoundTrips(LockOptions? options, int computingThreads, int messages,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(computingThreads);
        ArgumentOutOfRangeException.ThrowIfLessThan(messages, 1);
        return ModelContention.Beside(computingThreads, options, (_, interpreter) =>
        {
            using Socket server = NewSocket(), client = NewSocket();
            client.Connect(server.LocalEndPoint!);
            var echoing = new Thread(
                () => interpreter.Run("echo", thread => Echo(thread, server), CancellationToken.None)) { IsBackground = true };
            echoing.Start();
            try
            {
                return Ask(client, messages, cancellationToken);
            }
            finally
            {
                client.Send(ReadOnlySpan<byte>.Empty);
                echoing.Join();
            }
        }, cancellationToken);
    }

    private static Socket NewSocket()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram,
            ProtocolType.Udp) { ReceiveTimeout = (int)Deadline.TotalMilliseconds };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    /// <summary>
    /// Until an empty datagram comes. When the socket fails, or none comes for too long, it ends too, and the client's own time-out tells.
    /// </summary>
    private static bool Echo(MachineThread thread, Socket server)
    {
        byte[] message = new byte[Size];
        EndPoint sender = new IPEndPoint(IPAddress.Any, 0);
        int length = 0;
        try
        {
            do
            {
                thread.Release(() => length = server.ReceiveFrom(message, ref sender));
                thread.Release(() => server.SendTo(message.AsSpan(0, length), sender));
            }
            while (length > 0);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static double[] Ask(Socket client, int messages, CancellationToken cancellationToken)
    {
        byte[] message = new byte[Size];
        var took = new double[messages];
        for (int number = 0; number < messages; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long start = Stopwatch.GetTimestamp();
            client.Send(message);
            client.Receive(message);
            took[number] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        return took;
    }
}
