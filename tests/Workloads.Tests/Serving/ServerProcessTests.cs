using System.Diagnostics;
using System.Text.Json;
using Workloads.Interpreter;
using Workloads.Processes;
using Workloads.Programs;
using Workloads.Topics;

namespace Workloads.Tests;

public class ServerProcessTests
{
    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Servers => new()
    {
        { "flags", "" },
        { "websockets", "" },
        { "requests", "model=OneThread" },
        { "requests", "model=ThreadPerConnection" },
        { "requests", "model=Async" },
        { "requests", "model=Async shared=1" },
        { "echo", "transport=Tcp" },
        { "echo", "transport=Tcp style=Callbacks" },
        { "echo", "transport=Udp" },
        { "echo", "transport=Udp style=Callbacks" },
        { "echo", "transport=Tls" },
        { "echo", "transport=Tls style=Callbacks" },
        { "echo", "transport=Unix" },
        { "echo", "transport=Unix style=Callbacks" },
    };

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Servers))]
    public async Task Every_server_binds_to_loopback_only(string kind, string parameters)
    {
        if (!OperatingSystem.IsLinux())
            Missing("A process's sockets are listed in /proc, which this system has not.");
        await using ServerProcess server = await Options(kind, parameters).StartAsync(TestEnd);

        IReadOnlyList<BoundSocket> sockets = BoundSocket.Of(server.ProcessId);

        Assert.Equal(server.Port > 0, sockets.Any(socket => socket.Port == server.Port));
        Assert.All(sockets, socket => Assert.True(socket.IsLoopback, $"{socket}"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_ends_when_its_input_does_as_it_does_when_its_parent_dies()
    {
        await using ServerProcess server = await new RequestServerOptions().StartAsync(TestEnd);
        using var process = Process.GetProcessById(server.ProcessId);

        await server.DisposeAsync();

        await process.WaitForExitAsync(TestEnd);
        Assert.True(process.HasExited);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_with_clients_that_never_leave_ends_all_the_same()
    {
        ServerProcess server = await new FlagServerOptions { HangRate = 1 }.StartAsync(TestEnd);
        using var client = new FlagClient(server.Port);
        Task<byte[]> hanging = client.GetAsync("FR", cancellationToken: TestEnd);
        while ((await server.StatusAsync(cancellationToken: TestEnd)).Open == 0)
            await Task.Delay(5, TestEnd);

        await server.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => hanging);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_says_what_it_has_done()
    {
        await using ServerProcess server = await new RequestServerOptions().StartAsync(TestEnd);
        for (int request = 0; request < 3; request++)
            Assert.Equal(server.ProcessId, await RequestClient.AskAsync(server.Port, cancellationToken: TestEnd));

        // A request is counted once its answer is out, which its client may see first.
        while ((await server.StatusAsync(cancellationToken: TestEnd)).Answered < 3)
            await Task.Delay(1, TestEnd);
        ServerStatus status = await server.StatusAsync(afterCollection: true, TestEnd);

        Assert.Equal(3, status.Answered);
        Assert.InRange(status.ManagedBytes, 1, status.ResidentBytes);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_that_was_killed_is_reported_as_ended()
    {
        await using ServerProcess server = await new RequestServerOptions().StartAsync(TestEnd);

        server.Kill();
        await server.WaitForExitAsync(TestEnd);

        Assert.True(server.HasExited);
        await Assert.ThrowsAsync<InvalidOperationException>(() => server.StatusAsync(cancellationToken: TestEnd));
    }

    [Fact]
    public void A_word_may_hold_any_character()
    {
        var values = new Dictionary<string, string> { ["name"] = "/a folder/of=mine/100%", ["root"] = "a+b/c==" };

        Assert.Equal(values, new ServerWords(string.Join(' ', ServerWords.Write(values)).Split(' ')).Values);
    }

    [Theory]
    [InlineData("mail", "", "flags, echo, requests, websockets")]
    [InlineData("flags", "latency=-1", "0 to 60,000")]
    [InlineData("flags", "errors=1.5", "from 0 to 1")]
    [InlineData("flags", "latency", "name=value")]
    [InlineData("echo", "transport=Pigeon", "Tcp, Udp, Tls, Unix")]
    [InlineData("websockets", "patience=60001", "0 to 60,000")]
    public void A_wrong_word_is_refused_with_what_is_allowed(string kind, string parameters, string allowed)
    {
        var refusal = Assert.Throws<FormatException>(() => Options(kind, parameters));

        Assert.Contains(allowed, refusal.Message);
    }

    [Fact]
    public void Options_come_out_of_their_words_as_they_went_in()
    {
        ServerOptions[] all =
        [
            new FlagServerOptions
            {
                Latency = TimeSpan.FromMilliseconds(7),
                Jitter = TimeSpan.FromMilliseconds(3),
                ErrorRate = 0.25,
                HangRate = 0.125,
                Seed = -9,
                PatienceWithClients = TimeSpan.FromSeconds(4)
            },
            new EchoServerOptions { Transport = EchoTransport.Tls, Style = EchoStyle.Callbacks, IdleLimit = TimeSpan.FromSeconds(2) },
            new RequestServerOptions
            {
                Model = ServerModel.OneThread,
                PatienceWithClients = TimeSpan.FromSeconds(1),
                Port = 8,
                SharesPort = true
            },
            new WebSocketServerOptions { PatienceWithClients = TimeSpan.FromSeconds(3) },
        ];

        Assert.All(all, options => Assert.Equal(options, ServeCommand.Options([options.Kind, .. ServerWords.Write(options.ToWords())])));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_library_works_where_ASP_NET_is_missing()
    {
        string folder = Directory.CreateTempSubdirectory("workloads-").FullName;
        try
        {
            string config = Path.Combine(folder, "plain.runtimeconfig.json");
            var plain = new { runtimeOptions = new { framework = new { name = "Microsoft.NETCore.App",
                version = $"{Environment.Version.Major}.0.0" } } };
            await File.WriteAllTextAsync(config, JsonSerializer.Serialize(plain), TestEnd);

            // A server without Kestrel runs there; one with it says what it misses, rather than not loading at all.
            Assert.StartsWith("ready port=", await FirstLineAsync(config, "requests"));
            Assert.Equal("", await FirstLineAsync(config, "flags"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> FirstLineAsync(string runtimeConfig, string kind)
    {
        using Process process =
            Process.Start(new ProcessStartInfo("dotnet",
                ["exec", "--runtimeconfig", runtimeConfig, typeof(ServerProcess).Assembly.Location, "serve", kind])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string line = await process.StandardOutput.ReadLineAsync(TestEnd) ?? "";
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestEnd);
        return line;
    }

    internal static ServerOptions Options(string kind, string parameters) =>
        ServeCommand.Options([kind, .. parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

    internal static void Missing(string reason)
    {
        Assert.False(Environment.GetEnvironmentVariable("WORKLOADS_TESTS_REQUIRE_ALL") == "1", reason);
        Assert.Skip(reason);
    }
}
