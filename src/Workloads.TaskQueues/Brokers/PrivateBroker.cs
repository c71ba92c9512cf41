using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Workloads.Processes;
using Workloads.TaskQueues.Links;

namespace Workloads.TaskQueues.Brokers;

/// <summary>
/// A RabbitMQ server of this process's own: on loopback, with ports, a folder and a port mapper (<c>epmd</c>) that nobody else
/// uses. All of it ends with this process.
/// </summary>
internal sealed class PrivateBroker : IAsyncDisposable
{
    /// <summary>Where packages put the script that starts the server as whoever asks; the one on the path changes the user first.</summary>
    private static readonly string[] s_folders = ["/usr/lib/rabbitmq/bin", "/opt/homebrew/sbin", "/usr/local/sbin"];

    /// <summary>
    /// A shell watches over the server and the port mapper. It reads its input, which ends with this process, whatever happens to
    /// it; then it ends both, and removes the folder that is named. Its first line of output is the server's number.
    /// </summary>
    private const string Watch = """
        epmd=$(dirname "$(command -v erl)")/epmd
        trap 'exit 0' HUP INT TERM
        trap 'kill -KILL $server $mapper 2>/dev/null; wait; [ -z "$2" ] || rm -rf "$2"' EXIT
        "$epmd" -address 127.0.0.1 -port "$ERL_EPMD_PORT" >/dev/null 2>&1 & mapper=$!
        "$1" >&2 </dev/null & server=$!
        echo "server $server"
        read -r end
        """;

    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(60), s_look = TimeSpan.FromMilliseconds(100);

    private readonly AttendedProcess _watch;

    private PrivateBroker(AttendedProcess watch, int serverId, string folder, int port)
    {
        _watch = watch;
        ServerId = serverId;
        Folder = folder;
        Port = port;
        Address = AddressOf(port);
    }

    /// <summary>Where clients find it.</summary>
    public BrokerAddress Address { get; }

    /// <summary>The number by which the system knows the server's process.</summary>
    public int ServerId { get; }

    /// <summary>Where it keeps its messages and its log.</summary>
    public string Folder { get; }

    /// <summary>The port of its clients; the two after it are its own.</summary>
    public int Port { get; }

    /// <summary>The script that starts an installed server; null where there is none.</summary>
    public static string? FindServer() =>
        OperatingSystem.IsWindows() ? null
            : s_folders.Select(folder => Path.Combine(folder, "rabbitmq-server")).FirstOrDefault(File.Exists);

    /// <summary>Starts a server, and returns when clients can connect.</summary>
    /// <param name="folder">The folder of an earlier one, whose messages it then has; a new one, which is deleted at its end, when left
    /// out.</param>
    /// <param name="port">The ports of an earlier one; any that are free when left out.</param>
    /// <param name="cancellationToken">Gives up; nothing is left running.</param>
    /// <exception cref="InvalidOperationException">No server is installed, or it does not start; the message says why.</exception>
    public static async Task<PrivateBroker> StartAsync(string? folder = null, int? port = null,
        CancellationToken cancellationToken = default)
    {
        string server = FindServer()
            ?? throw new InvalidOperationException($"No RabbitMQ server is installed here. Looked for rabbitmq-server in: {string.Join(", ", s_folders)}.");
        string? removed = folder is null ? NewFolder() : null;
        folder ??= removed!;
        int own = port ?? FreePorts();
        (AttendedProcess watch, string line) =
            await AttendedProcess.StartAsync(StartInfo(server, folder, removed, own), "server ", cancellationToken).ConfigureAwait(false);
        var broker = new PrivateBroker(watch, int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture), folder, own);
        try
        {
            await broker.WaitUntilReadyAsync(cancellationToken).ConfigureAwait(false);
            return broker;
        }
        catch
        {
            await broker.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs one of the server's own tools on it, such as <c>rabbitmqctl</c>.</summary>
    internal Task<ChildResult> RunToolAsync(string name, IReadOnlyList<string> arguments, CancellationToken cancellationToken = default)
    {
        string tool = Path.Combine(Path.GetDirectoryName(FindServer())!, name);
        return new Command("/usr/bin/env",
            [.. Surroundings(Folder, Port).Select(pair => $"{pair.Key}={pair.Value}"), tool, .. arguments]).RunAsync(
            cancellationToken: cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _watch.DisposeAsync();

    /// <summary>
    /// A folder that names its owner, so that those can be told that were left behind when both the owner and the shell were killed.
    /// </summary>
    private static string NewFolder()
    {
        const string Prefix = "workloads-broker-";
        foreach (string left in Directory.EnumerateDirectories(Path.GetTempPath(), $"{Prefix}*"))
        {
            if (!int.TryParse(Path.GetFileName(left)[Prefix.Length..].Split('-')[0], CultureInfo.InvariantCulture, out int owner)
                || ChildProcess.IsRunning(owner))
                continue;
            try
            {
                Directory.Delete(left, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another user's, or somebody else deletes it.
            }
        }

        return Directory.CreateTempSubdirectory(Invariant($"{Prefix}{Environment.ProcessId}-")).FullName;
    }

    private static BrokerAddress AddressOf(int port) =>
        BrokerAddress.Parse($"amqp://guest:guest@127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");

    private static ProcessStartInfo StartInfo(string server, string folder, string? removed, int port)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Watch, "watch", server, removed ?? ""]) { WorkingDirectory = "/" };
        foreach ((string name, string value) in Surroundings(folder, port))
            start.Environment[name] = value;
        return start;
    }

    private static Dictionary<string, string> Surroundings(string folder, int port) => new()
    {
        ["HOME"] = folder,
        ["RABBITMQ_NODENAME"] = Invariant($"workloads-{port}@localhost"),
        ["RABBITMQ_NODE_IP_ADDRESS"] = IPAddress.Loopback.ToString(),
        ["RABBITMQ_NODE_PORT"] = Invariant($"{port}"),
        ["RABBITMQ_DIST_PORT"] = Invariant($"{port + 1}"),
        ["ERL_EPMD_PORT"] = Invariant($"{port + 2}"),
        ["ERL_EPMD_ADDRESS"] = IPAddress.Loopback.ToString(),
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "data"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
        ["RABBITMQ_GENERATED_CONFIG_DIR"] = Path.Combine(folder, "config"),
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "rabbitmq"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "plugins"),

        // The script becomes the server instead of starting it as a child, so that one number names it.
        ["RUNNING_UNDER_SYSTEMD"] = "true",

        // An idle scheduler sleeps at once: the cores are for the machines beside it.
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+sbwt none +sbwtdcpu none +sbwtdio none",
    };

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        for (long start = Stopwatch.GetTimestamp(); ; await Task.Delay(s_look, cancellationToken).ConfigureAwait(false))
        {
            if (_watch.HasExited || !ChildProcess.IsRunning(ServerId))
                throw new InvalidOperationException($"The RabbitMQ server ended while it started: {_watch.LastWords}");
            if (await AnswersAsync(cancellationToken).ConfigureAwait(false))
                return;
            if (Stopwatch.GetElapsedTime(start) > s_startLimit)
                throw new InvalidOperationException(
                    Invariant($"The RabbitMQ server did not start within {s_startLimit.TotalSeconds:N0} s: {_watch.LastWords}"));
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using (var probe = new TcpClient())
                await probe.ConnectAsync(IPAddress.Loopback, Port, cancellationToken).ConfigureAwait(false);
            BrokerSession session = await BrokerSession.OpenAsync(Address, "probe", cancellationToken).ConfigureAwait(false);
            await session.CloseAsync().ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or IOException or RabbitMQ.Client.Exceptions.RabbitMQClientException
            or TimeoutException)
        {
            return false;
        }
    }

    /// <summary>The first of three free ports in a row, below those that the system gives to clients.</summary>
    private static int FreePorts()
    {
        for (int attempt = 0; attempt < 1_000; attempt++)
        {
            int first = Random.Shared.Next(20_000, 32_000);
            if (Enumerable.Range(first, 3).All(IsFree))
                return first;
        }

        throw new InvalidOperationException("There are no three free ports in a row between 20,000 and 32,000 on loopback.");
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
