using System.Buffers;
using Workloads.Interpreter;
using Workloads.Processes;
using Workloads.Processes.Wire;

namespace Workloads.Tests;

public class PayloadLimitTests
{
    private const int Limit = 120_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task A_call_for_whose_bytes_there_is_no_shared_memory_fails_alone_and_its_worker_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Shared memory is no file there.");
        await using ProcessPool pool =
            await ProcessPool.StartAsync(new ProcessPoolOptions { Workers = 1, SharedMemoryFolders = ["/no/such/folder"] }, Token);
        byte[] bytes = [.. Enumerable.Range(0, 100_000).Select(value => (byte)value)];
        int worker = Assert.Single(pool.GetWorkers()).ProcessId;

        for (int round = 0; round < 3; round++)
        {
            Task<PayloadOutcome> shared =
                pool.CallAsync(PayloadWorkload.Echo, bytes, PayloadTransport.SharedMemory, cancellationToken: Token);
            Task<PayloadOutcome> piped = pool.CallAsync(PayloadWorkload.Echo, bytes, PayloadTransport.Pipe, cancellationToken: Token);
            Task<long> number = pool.CallAsync(Workload.Nothing, round, cancellationToken: Token);

            var error = await Assert.ThrowsAsync<IOException>(() => shared);
            Assert.Contains("/no/such/folder", error.Message, StringComparison.Ordinal);
            Assert.Equal(bytes, (await piped).Bytes);
            Assert.Equal(round, await number);
        }

        Assert.Equal(worker, Assert.Single(pool.GetWorkers()).ProcessId);
    }

    [Fact]
    public void The_most_bytes_that_a_call_takes_fit_into_a_frame_on_their_way_back_too()
    {
        byte[] sent = new byte[FrameHeader.Size], returned = new byte[FrameHeader.Size], longer = new byte[FrameHeader.Size];
        new FrameHeader(FrameHeader.MaxPayload, FrameKind.Payload, FrameFlags.None, workload: 0, count: 1).Write(sent);
        new FrameHeader(FrameHeader.StampsSize + FrameHeader.MaxPayload, FrameKind.PayloadResult, FrameFlags.None, workload: 0,
            count: 1).Write(returned);
        new FrameHeader(FrameHeader.StampsSize + FrameHeader.MaxPayload + 1, FrameKind.PayloadResult, FrameFlags.None, workload: 0,
            count: 1).Write(longer);

        Assert.Equal(FrameHeader.MaxPayload, FrameHeader.Read(sent).Length);
        Assert.Equal(FrameHeader.StampsSize + FrameHeader.MaxPayload, FrameHeader.Read(returned).Length);
        Assert.Throws<InvalidDataException>(() => FrameHeader.Read(longer));
    }

    [Fact(Timeout = Limit)]
    public async Task More_bytes_than_a_call_takes_are_refused_with_the_limit()
    {
        await using ProcessPool pool = await ProcessPool.StartAsync(1, Token);
        using var claim = new ClaimedMemory(FrameHeader.MaxPayload + 1);

        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => pool.CallAsync(PayloadWorkload.Echo, claim.Memory, cancellationToken: Token));

        Assert.Contains("1,073,741,824 bytes", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, pool.WorkersReplaced);
    }

    /// <summary>Memory that only says how long it is.</summary>
    private sealed class ClaimedMemory(int length) : MemoryManager<byte>
    {
        public override Memory<byte> Memory => CreateMemory(length);

        public override Span<byte> GetSpan() => throw new NotSupportedException();

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
