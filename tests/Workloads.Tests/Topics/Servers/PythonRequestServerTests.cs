using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Workloads.Interpreter;
using Workloads.Processes;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public class PythonRequestServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = Chance.TimeLimit)]
    [InlineData(ServerModel.OneThread)]
    [InlineData(ServerModel.ThreadPerConnection)]
    [InlineData(ServerModel.Async)]
    public async Task It_answers_the_same_clients_on_loopback_only_and_ends_with_its_owner(ServerModel model)
    {
        CPython python = await FoundPythons.NewestAsync();
        await using PythonRequestServer server = await PythonRequestServer.StartAsync(python, model, cancellationToken: Token);
        using var process = Process.GetProcessById(server.ProcessId);
        int[] answeredBy = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(number => RequestClient.AskAsync(server.Port, new Request(number, 5), Token)));
        using (var bad = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            await bad.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port), Token);
            await bad.SendAsync(new byte[Request.Length], Token);
        }

        await RequestClient.AskAsync(server.Port, Request.Quick, Token);

        // A launcher may stand between us and the interpreter; all answers are one process's.
        Assert.Single(answeredBy.Distinct());
        if (OperatingSystem.IsLinux())
            Assert.All(BoundSocket.Of(answeredBy[0]), socket => Assert.True(socket.IsLoopback, $"{socket}"));
        await server.DisposeAsync();
        await process.WaitForExitAsync(Token);
    }

    [Theory(Timeout = Chance.TimeLimit)]
    [InlineData(ServerModel.OneThread)]
    [InlineData(ServerModel.Async)]
    public async Task Several_share_a_port_that_was_kept_for_them(ServerModel model)
    {
        if (!SharedPort.IsSupported)
            ServerProcessTests.Missing(SharedPort.WhyNot);
        CPython python = await FoundPythons.NewestAsync();
        using KeptPort kept = SharedPort.Keep();
        await using PythonRequestServer first = await PythonRequestServer.StartAsync(python, model, kept.Port, Token),
            second = await PythonRequestServer.StartAsync(python, model, kept.Port, Token);
        Assert.Equal((kept.Port, kept.Port), (first.Port, second.Port));

        var answered = new HashSet<int>();
        while (answered.Count < 2)
            answered.Add(await RequestClient.AskAsync(kept.Port, cancellationToken: Token));
    }
}
