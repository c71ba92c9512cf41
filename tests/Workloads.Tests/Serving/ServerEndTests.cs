using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Workloads.Interpreter;
using Workloads.Processes;
using Workloads.Programs;
using Workloads.Show;

namespace Workloads.Tests;

/// <summary>What is left when servers, or those that started them, are killed.</summary>
[Collection(nameof(AloneInTheProcess))]
public class ServerEndTests
{
    private const int TimeLimit = 120_000;

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Theory(Timeout = TimeLimit)]
    [InlineData("flags")]
    [InlineData("websockets")]
    [InlineData("requests", "model=OneThread")]
    [InlineData("requests", "model=ThreadPerConnection")]
    [InlineData("echo", "transport=Tls")]
    [InlineData("echo", "transport=Udp")]
    [InlineData("echo", "transport=Unix")]
    [InlineData("workers", "3")]
    public Task When_the_parent_is_killed_its_servers_are_gone_within_a_second_and_leave_nothing(params string[] what) =>
        // Tried again when it took longer: the machine itself may stand still for a second.
        Chance.HappensAsync("The servers are gone within a second.", 1, async _ =>
        {
            using var parent = Parent.Start(what);
            int[] servers = await parent.ServersAsync();
            Assert.Equal(servers.Order(), ProcessTable.ChildrenOf(parent.Id).Order());
            List<Socket> clients =
                [.. servers.SelectMany(BoundSocket.Of).Where(socket => socket.Table == "tcp").Select(socket => Connect(socket.Port))];

            ProcessTable.Kill(parent.Id);

            TimeSpan took = await UntilGoneAsync(servers);
            Assert.Empty(parent.LeftBehind());
            clients.ForEach(client => client.Dispose());
            return took <= TimeSpan.FromSeconds(1);
        });

    [Theory(Timeout = TimeLimit)]
    [InlineData("echo", "transport=Unix", "style=Async")]
    [InlineData("echo", "transport=Unix", "style=Callbacks")]
    [InlineData("flags")]
    public async Task A_server_that_is_killed_leaves_nothing(params string[] what)
    {
        using var parent = Parent.Start(what);
        int server = Assert.Single(await parent.ServersAsync());

        ProcessTable.Kill(server);

        await UntilGoneAsync([server]);
        Assert.Empty(parent.LeftBehind());
    }

    private static async Task<TimeSpan> UntilGoneAsync(int[] processes)
    {
        var clock = Stopwatch.StartNew();
        while (processes.Any(ChildProcess.IsRunning) && clock.Elapsed < TimeSpan.FromSeconds(30))
            await Task.Delay(5, TestEnd);
        TimeSpan took = clock.Elapsed;
        Assert.DoesNotContain(processes, ChildProcess.IsRunning);
        return took;
    }

    /// <summary>One that is open and says nothing, when the end comes.</summary>
    private static Socket Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    /// <summary>A process that starts servers, with a folder of its own for temporary files.</summary>
    private sealed class Parent : IDisposable
    {
        private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("workloads-tests-");
        private readonly Process _process;

        private Parent(string[] what)
        {
            WorkerProgram keeper = WorkerProgram.Current with
            {
                FileName = Path.Combine(AppContext.BaseDirectory, "Workloads.Keeper"), Arguments = [],
            };
            ProcessStartInfo start = keeper.StartInfo(what);
            start.RedirectStandardInput = start.RedirectStandardOutput = true;
            start.Environment["TMPDIR"] = _temporary.FullName;
            _process = Process.Start(start)!;
        }

        public int Id => _process.Id;

        public static Parent Start(string[] what)
        {
            ProcessTable.SkipWhereMissing();
            return new(what);
        }

        /// <summary>The process numbers of the servers, once they listen.</summary>
        public async Task<int[]> ServersAsync() =>
            [.. (await _process.StandardOutput.ReadLineAsync(TestEnd))!.Split(' ')
                .Select(id => int.Parse(id, CultureInfo.InvariantCulture))];

        public IEnumerable<string> LeftBehind() => Directory.EnumerateFileSystemEntries(_temporary.FullName);

        public void Dispose()
        {
            _process.Kill(entireProcessTree: true);
            _process.Dispose();
            _temporary.Delete(recursive: true);
        }
    }
}
