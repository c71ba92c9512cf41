using RabbitMQ.Client;
using Workloads.TaskQueues.Dispatch;
using Workloads.TaskQueues.Links;
using Workloads.TaskQueues.Wire;

namespace Workloads.TaskQueues.Tests;

public class MalformedFrameTests(BrokerFixture broker)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 240_000)]
    public async Task Ten_thousand_malformed_frames_land_among_the_dead_letters_with_their_reason()
    {
        broker.Require();
        const int Frames = 10_000;
        await using Fleet fleet = await Fleet.StartAsync(broker, machines: 1, cores: 1, new());
        BrokerSession session = await BrokerSession.OpenAsync(broker.Address, "test", Token);
        var random = new Random(1);

        await Task.WhenAll(Enumerable.Range(0, Frames).Select(frame =>
            session.PublishAsync($"{fleet.Name}.calls", "stranger", new() { ReplyTo = "nowhere" }, Malformed(random, frame), Token)));
        while (await session.Channel.MessageCountAsync($"{fleet.Name}.dead-letters", Token) < Frames)
            await Task.Delay(50, Token);

        SmallCalls.AssertRight(await fleet.Model.RunAsync(SmallCalls.Of(100), cancellationToken: Token));
        Assert.Equal((uint)Frames, await session.Channel.MessageCountAsync($"{fleet.Name}.dead-letters", Token));
        Assert.Equal(0u, await session.Channel.MessageCountAsync($"{fleet.Name}.calls", Token));
        for (int letter = 0; letter < 100; letter++)
        {
            BasicGetResult dead = (await session.Channel.BasicGetAsync($"{fleet.Name}.dead-letters", autoAck: true, Token))!;
            Assert.NotEmpty(Burial.ReasonIn(dead.BasicProperties)!);
        }

        await session.CloseAsync();
    }

    [Fact]
    public void A_frame_reads_as_it_was_written()
    {
        var frame = new CallFrame(Guid.NewGuid(), First: 17, Count: 3, "fibonacci", [1, 2, long.MaxValue]);
        var reply = new ReplyFrame(frame.Run, 17, "machine", Redelivered: true, 123, 4.5, [1, 0, -3],
            [new(1, 3, 137, "", "last words", "")]);

        CallFrame frameAgain = CallFrame.Read(frame.ToBytes().Span);
        ReplyFrame replyAgain = ReplyFrame.Read(reply.ToBytes().Span);

        Assert.Equivalent(frame, frameAgain, strict: true);
        Assert.Equivalent(reply, replyAgain, strict: true);
    }

    [Fact]
    public void A_frame_that_is_cut_off_anywhere_or_goes_on_is_refused()
    {
        byte[] whole = Whole().ToBytes().ToArray();

        Assert.All(Enumerable.Range(0, whole.Length),
            length => Assert.Throws<FrameException>(() => CallFrame.Read(whole.AsSpan(0, length))));
        Assert.Throws<FrameException>(() => CallFrame.Read([.. whole, 0]));
    }

    [Fact]
    public void A_frame_of_another_version_is_refused_by_its_number()
    {
        byte[] whole = Whole().ToBytes().ToArray();
        whole[3]++;

        Assert.Contains($"version {FrameWriter.Version + 1}", Assert.Throws<FrameException>(() => CallFrame.Read(whole)).Message);
    }

    private static CallFrame Whole() => new(Guid.NewGuid(), 0, 2, "fibonacci", [5, 6]);

    private static byte[] Malformed(Random random, int frame)
    {
        byte[] whole = Whole().ToBytes().ToArray();
        switch (frame % 5)
        {
            case 0:
                byte[] noise = new byte[random.Next(300)];
                random.NextBytes(noise);
                return noise;
            case 1:
                return whole[..random.Next(whole.Length)];
            case 2:
                whole[3] = (byte)random.Next(2, 256);
                return whole;
            case 3:
                return (Whole() with { Workload = "rm -rf" }).ToBytes().ToArray();
            default:
                return (Whole() with { Sizes = [-1, 1_000_000] }).ToBytes().ToArray();
        }
    }
}
