using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Workloads.Interpreter;
using Workloads.Processes;
using Workloads.Topics;

namespace Workloads.Tests;

public class RequestServerTests
{
    private const int TimeLimit = 60_000;

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Theory(Timeout = TimeLimit)]
    [InlineData(ServerModel.OneThread)]
    [InlineData(ServerModel.ThreadPerConnection)]
    [InlineData(ServerModel.Async)]
    public async Task Every_request_is_answered(ServerModel model)
    {
        await using IServer server = Open(model);

        int[] answeredBy = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(number => RequestClient.AskAsync(Port(server), new(0, number % 15), TestEnd)));

        Assert.All(answeredBy, process => Assert.Equal(Environment.ProcessId, process));
        await UntilNoneIsOpen(server);
        await UntilAnswered(server, 100);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task On_one_thread_a_slow_request_keeps_a_quick_one_waiting()
    {
        await using IServer server = Open(ServerModel.OneThread);
        Task<int> slow = RequestClient.AskAsync(Port(server), new(Request.MaxWait, 0), TestEnd);
        while (server.Open == 0)
            await Task.Delay(1, TestEnd);

        Task<int> quick = RequestClient.AskAsync(Port(server), Request.Quick, TestEnd);
        await Task.WhenAny(quick, Task.Delay(200, TestEnd));

        Assert.False(quick.IsCompleted);
        await server.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => Task.WhenAll(slow, quick));
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData(ServerModel.ThreadPerConnection)]
    [InlineData(ServerModel.Async)]
    public async Task Otherwise_it_does_not(ServerModel model)
    {
        await using IServer server = Open(model);
        Task<int> slow = RequestClient.AskAsync(Port(server), new(Request.MaxWait, 0), TestEnd);
        while (server.Open == 0)
            await Task.Delay(1, TestEnd);

        await RequestClient.AskAsync(Port(server), Request.Quick, TestEnd);

        Assert.False(slow.IsCompleted);
        await server.DisposeAsync();
        Assert.True(await Record.ExceptionAsync(() => slow) is SocketException or EndOfStreamException);
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData(ServerModel.OneThread)]
    [InlineData(ServerModel.ThreadPerConnection)]
    [InlineData(ServerModel.Async)]
    public async Task Closing_it_breaks_off_what_is_under_way(ServerModel model)
    {
        IServer server = Open(model);
        Task<int>[] slow = [.. Enumerable.Range(0, 20).Select(_ => RequestClient.AskAsync(Port(server), new(Request.MaxWait, 0), TestEnd))];
        while (server.Open == 0)
            await Task.Delay(1, TestEnd);

        await server.DisposeAsync();

        // Broken off, not waited for: an answer would have been the result of a request that waits longer than this test may take to get
        // here.
        foreach (Task<int> request in slow)
            Assert.True(await Record.ExceptionAsync(() => request) is SocketException or EndOfStreamException);
        Assert.Equal((0, 0L), (server.Open, server.Answered));
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData(ServerModel.OneThread)]
    [InlineData(ServerModel.ThreadPerConnection)]
    [InlineData(ServerModel.Async)]
    public async Task Peers_that_break_off_talk_nonsense_or_ask_for_too_much_get_no_answer_and_hurt_nobody_else(ServerModel model)
    {
        await using IServer server = Open(model);

        for (int peer = 0; peer < 30; peer++)
        {
            using Socket bad = await ConnectAsync(server);
            byte[] frame = RandomNumberGenerator.GetBytes(Request.Length);
            if (peer % 3 == 1)
                new Request(int.MaxValue, -1).Write(frame);
            await bad.SendAsync(peer % 3 == 2 ? frame.AsMemory(0, 5) : frame, TestEnd);
            if (peer % 3 == 2)
                bad.Shutdown(SocketShutdown.Send);
            Assert.Equal(0, await AnswerLengthAsync(bad));
            await RequestClient.AskAsync(Port(server), Request.Quick, TestEnd);
        }

        await UntilAnswered(server, 30);
        await UntilNoneIsOpen(server);
    }

    // More and more patience: on a busy machine the server may begin to read when the whole request has come.
    [Theory(Timeout = Chance.TimeLimit)]
    [InlineData(ServerModel.OneThread)]
    [InlineData(ServerModel.ThreadPerConnection)]
    [InlineData(ServerModel.Async)]
    public Task A_peer_that_sends_a_byte_now_and_then_does_not_get_more_time_for_it(ServerModel model) =>
        Chance.HappensAsync("The server lets go of it.", 300, async patience =>
    {
        await using IServer server = Open(model, TimeSpan.FromMilliseconds(patience));
        using Socket slow = await ConnectAsync(server);

        // A request would take four times the limit; each of its bytes comes well within it.
        int sent = 0;
        for (Task<int> answer = AnswerLengthAsync(slow); !answer.IsCompleted && sent < Request.Length; sent++)
        {
            try
            {
                await slow.SendAsync(new byte[] { 0x57 }, TestEnd);
            }
            catch (SocketException)
            {
                break;
            }

            await Task.WhenAny(answer, Task.Delay(patience / 3, TestEnd));
        }

        // So little patience may be too little for a well-behaved client, too.
        await PatientRequest.AskAsync(Port(server), Request.Quick, maxAttempts: 100, TestEnd);
        await UntilNoneIsOpen(server);
        return sent is > 0 and < Request.Length;
    });

    private static IServer Open(ServerModel model, TimeSpan? patience = null) =>
        new RequestServerOptions { Model = model, PatienceWithClients = patience ?? TimeSpan.FromMinutes(1) }.Open();

    private static int Port(IServer server) => int.Parse(server.Address["port"]);

    private static async Task<Socket> ConnectAsync(IServer server)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Port(server)), TestEnd);
        return socket;
    }

    /// <summary>0 when the server closed the connection, in order or with a reset.</summary>
    private static async Task<int> AnswerLengthAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[Request.ReplyLength], TestEnd);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    /// <summary>A request is counted once its answer is out, which its client may see first.</summary>
    private static async Task UntilAnswered(IServer server, int requests)
    {
        while (server.Answered < requests)
            await Task.Delay(1, TestEnd);
        Assert.Equal(requests, server.Answered);
    }

    private static async Task UntilNoneIsOpen(IServer server)
    {
        while (server.Open > 0)
            await Task.Delay(5, TestEnd);
    }
}
