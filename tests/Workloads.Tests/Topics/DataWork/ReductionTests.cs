using FsCheck;
using FsCheck.Fluent;
using Workloads.Interpreter;
using Workloads.Topics;

namespace Workloads.Tests;

public class ReductionTests
{
    private const int TimeLimit = 60_000;

    [Fact]
    public void Every_way_gives_the_same_result_for_any_length_block_size_and_number_of_workers() => Prop.ForAll(
        Gen.Choose(0, 5_000).ToArbitrary(),
        Gen.Choose(1, 700).ToArbitrary(),
        Gen.Choose(1, 5).ToArbitrary(),
        (length, blockSize, workers) =>
        {
            double[] data = SmallIntegers.Of(length, seed: length);
            return Reduction.All.All(reduction =>
                reduction.Simd(data) == reduction.Scalar(data)
                    && reduction.ParallelSimd(data, blockSize, workers) == reduction.Scalar(data));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Sums_are_what_they_are_by_hand()
    {
        double[] data = [1, -2, 3];

        Assert.Equal(2, Reduction.Sum.Scalar(data));
        Assert.Equal(14, Reduction.SumOfSquares.Scalar(data));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Blocks_are_reduced_in_their_order_whoever_maps_them()
    {
        await Task.Yield();
        double[] data = [.. Enumerable.Range(0, 1_000)];

        // Not commutative: another order would give another number.
        double reduced = Blocks.MapReduce(data, block => block[0], (left, right) => (left * 31 % 1_009) + right, seed: 7, blockSize: 10,
            workers: 4, TestContext.Current.CancellationToken);

        double expected = 7;
        for (int block = 0; block < 100; block++)
            expected = (expected * 31 % 1_009) + (block * 10);
        Assert.Equal(expected, reduced);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Every_number_is_in_one_block()
    {
        await Task.Yield();
        int longest = 0;

        double counted = Blocks.MapReduce(
            new double[1_234],
            block =>
            {
                InterlockedMax(ref longest, block.Length);
                return block.Length;
            },
            (left, right) => left + right,
            blockSize: 100,
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(1_234, counted);
        Assert.Equal(100, longest);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_cancelled_reduction_stops_between_two_blocks()
    {
        await Task.Yield();
        using var source = new CancellationTokenSource();
        int mapped = 0;

        Assert.ThrowsAny<OperationCanceledException>(() => Blocks.MapReduce(
            new double[100_000],
            _ =>
            {
                source.Cancel();
                return Interlocked.Increment(ref mapped);
            },
            (left, right) => left + right,
            blockSize: 1,
            workers: 2,
            cancellationToken: source.Token));

        Assert.InRange(mapped, 1, 1_000);
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Reduction.Sum.ParallelSimd(new double[1], blockSize: 0, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Reduction.Sum.ParallelSimd(new double[1], workers: 0, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentOutOfRangeException>(() => SmallIntegers.Of(-1));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen = Volatile.Read(ref most);
        while (value > seen && Interlocked.CompareExchange(ref most, value, seen) is var now && now != seen)
            seen = now;
    }
}
