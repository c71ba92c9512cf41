using System.Buffers.Binary;
using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Processes;

namespace Workloads.Tests;

public class PayloadTests
{
    private const int Limit = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = Limit)]
    [InlineData(PayloadTransport.Pipe)]
    [InlineData(PayloadTransport.SharedMemory)]
    internal async Task Bytes_come_back_as_they_went_whatever_their_number(PayloadTransport transport)
    {
        await using ProcessPool pool = await ProcessPool.StartAsync(1, Token);

        foreach (int length in new[] { 0, 1, 1_000, 65_536, 100_000, 3, 5_000_000, 64 << 20, 17 })
        {
            byte[] bytes = new byte[length];
            new Random(length).NextBytes(bytes);

            PayloadOutcome outcome = await pool.CallAsync(PayloadWorkload.Echo, bytes, transport, cancellationToken: Token);

            Assert.True(bytes.AsSpan().SequenceEqual(outcome.Bytes), $"{length} bytes changed on their way.");
            Assert.True(outcome.Elapsed >= outcome.Run);
        }
    }

    [Theory(Timeout = Limit)]
    [InlineData(PayloadTransport.Pipe)]
    [InlineData(PayloadTransport.SharedMemory)]
    internal async Task A_result_may_be_smaller_than_what_was_sent(PayloadTransport transport)
    {
        await using ProcessPool pool = await ProcessPool.StartAsync(1, Token);

        PayloadOutcome outcome = await pool.CallAsync(PayloadWorkload.Sum, new byte[] { 1, 2, 250 }, transport, cancellationToken: Token);

        Assert.Equal(253, BinaryPrimitives.ReadInt64LittleEndian(outcome.Bytes));
    }

    [Fact(Timeout = Limit)]
    public async Task Bytes_and_numbers_take_turns_on_one_worker()
    {
        await using ProcessPool pool = await ProcessPool.StartAsync(1, Token);
        byte[] bytes = [.. Enumerable.Range(0, 200_000).Select(value => (byte)value)];

        Task<PayloadOutcome>[] payloads =
            [.. Enumerable.Range(0, 20)
                .Select(call => pool.CallAsync(PayloadWorkload.Echo, bytes, (PayloadTransport)(call % 2), cancellationToken: Token))];
        Task<long>[] numbers =
            [.. Enumerable.Range(0, 1_000).Select(number => pool.CallAsync(Workload.Nothing, number, cancellationToken: Token))];

        Assert.All(await Task.WhenAll(payloads), outcome => Assert.True(bytes.AsSpan().SequenceEqual(outcome.Bytes)));
        Assert.Equal(Enumerable.Range(0, 1_000).Select(number => (long)number), await Task.WhenAll(numbers));
    }

    [Fact(Timeout = Limit)]
    public async Task Bytes_survive_the_death_of_their_worker()
    {
        ProcessTable.SkipWhereMissing();
        await using ProcessPool pool = await ProcessPool.StartAsync(new ProcessPoolOptions { Workers = 1, MaxReruns = 10 }, Token);
        byte[] bytes = new byte[32 << 20];
        new Random(1).NextBytes(bytes);

        Task<PayloadOutcome>[] payloads =
            [.. Enumerable.Range(0, 6)
                .Select(call => pool.CallAsync(PayloadWorkload.Echo, bytes, (PayloadTransport)(call % 2), cancellationToken: Token))];
        for (int kill = 0; kill < 5; kill++)
        {
            await Task.Delay(30, Token);
            foreach (WorkerInfo worker in pool.GetWorkers())
                ProcessTable.Kill(worker.ProcessId);
        }

        Assert.All(await Task.WhenAll(payloads), outcome => Assert.True(bytes.AsSpan().SequenceEqual(outcome.Bytes)));
    }
}
