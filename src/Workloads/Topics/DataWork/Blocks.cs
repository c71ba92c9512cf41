namespace Workloads.Topics;

/// <summary>What is done with one block of the data: it is given the block, and returns one number for it.</summary>
/// <param name="block">The block.</param>
internal delegate double BlockMap(ReadOnlySpan<double> block);

/// <summary>
/// Data cut into blocks, each block mapped to a number by whichever worker is free, and the numbers reduced to one (B16): how
/// libraries for large data spread work over cores and machines.
/// </summary>
internal static class Blocks
{
    /// <summary>A block of this many numbers, half a megabyte, fits a core's own cache, and hides the cost of handing it out.</summary>
    public const int DefaultSize = 1 << 16;

    /// <summary>
    /// Maps all blocks and reduces the results in the order of the blocks, so that the outcome does not depend on the number of
    /// workers.
    /// </summary>
    /// <param name="data">The numbers; the last block may be shorter than the others.</param>
    /// <param name="map">Makes a number of a block. It is called from several threads at once.</param>
    /// <param name="reduce">Makes one number of two.</param>
    /// <param name="seed">Where the reduction begins, and its outcome when there are no data.</param>
    /// <param name="blockSize">Numbers in a block: 1 or more.</param>
    /// <param name="workers">How many blocks are mapped at once: 1 or more; as many as there are cores when left out.</param>
    /// <param name="cancellationToken">Ends it between two blocks.</param>
    /// <exception cref="ArgumentOutOfRangeException">The block size or the number of workers is below 1.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static double MapReduce(
        ReadOnlyMemory<double> data,
        BlockMap map,
        Func<double, double, double> reduce,
        double seed = 0,
        int blockSize = DefaultSize,
        int? workers = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(reduce);
        ArgumentOutOfRangeException.ThrowIfLessThan(blockSize, 1);
        int most = workers ?? Environment.ProcessorCount;
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1, nameof(workers));

        var mapped = new double[(int)(((long)data.Length + blockSize - 1) / blockSize)];
        var options = new ParallelOptions { MaxDegreeOfParallelism = most, CancellationToken = cancellationToken };
        Parallel.For(0, mapped.Length, options, (block, loop) =>
        {
            // The loop itself hears of a cancellation by a callback, which may come late on a busy machine.
            if (cancellationToken.IsCancellationRequested)
            {
                loop.Stop();
                return;
            }

            int start = block * blockSize;
            mapped[block] = map(data.Span.Slice(start, Math.Min(blockSize, data.Length - start)));
        });
        cancellationToken.ThrowIfCancellationRequested();
        return mapped.Aggregate(seed, reduce);
    }
}
