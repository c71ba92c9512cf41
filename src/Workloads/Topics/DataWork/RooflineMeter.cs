using System.Diagnostics;
using Workloads.Charts;
using Workloads.Measuring;

namespace Workloads.Topics;

/// <summary>Measures a machine's roofline and the kernels of data work under it (B16). Every result is held to the scalar one.</summary>
internal sealed record RooflineMeter
{
    /// <summary>The most numbers in an array: 1 GiB of them.</summary>
    public const int MaxNumbers = 1 << 27;

    /// <summary>Whole cores take no more than this of one's time when each has as much to do.</summary>
    private const double MostByWhole = 1.2;

    private readonly double[] _first, _second, _result;

    /// <summary>Fills the arrays.</summary>
    /// <param name="numbers">
    /// In each of three arrays, from 1,024 to <see cref="MaxNumbers"/>; 64 MiB when left out. Less than the cache holds measures the cache.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The number lies outside its range.</exception>
    public RooflineMeter(int numbers = 1 << 23)
    {
        if (numbers is < 1_024 or > MaxNumbers)
            throw new ArgumentOutOfRangeException(nameof(numbers), numbers,
                Invariant($"An array has from 1,024 to {MaxNumbers:N0} numbers."));
        (_first, _second, _result) = (SmallIntegers.Of(numbers, seed: 1), SmallIntegers.Of(numbers, seed: 2), new double[numbers]);
    }

    /// <summary>The rows and columns of the matrices: each from 1 to <see cref="Matrix.MaxSize"/>.</summary>
    public IReadOnlyList<int> MatrixSizes { get; init; } = [64, 256];

    /// <summary>Rounds that count: 1 or more; the best of them is told.</summary>
    public int Rounds { get; init; } = 15;

    /// <summary>How many cores several are: 1 or more.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Measures.</summary>
    /// <param name="cancellationToken">Looked at between two kernels.</param>
    /// <exception cref="InvalidOperationException">A fast way's result differs from the scalar one's.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public RooflineResult Measure(CancellationToken cancellationToken = default)
    {
        WarmUp(cancellationToken);
        var kernels = Reduction.All.SelectMany(KernelsOf).Concat(MatrixSizes.SelectMany(KernelsOf)).ToList();
        foreach (Kernel kernel in kernels)
            kernel.Check();

        int[] workers = [.. new[] { 1, Workers }.Distinct()];
        var limits = workers.Select(LimitsOf).ToList();
        var watch = MachineWatch.Start();
        IReadOnlyList<Cost> costs = CostMeter.Measure([.. limits.SelectMany(static limit => limit),
            .. kernels.Select(static kernel => kernel.Operation)], Rounds, TimeSpan.Zero, cancellationToken);

        int limitCount = limits.Sum(static limit => limit.Count);
        List<KernelPoint> points = [.. kernels.Select((kernel, index) => kernel.PointOf(costs[limitCount + index]))];
        var roofs = workers.Select((count, index) => RoofOf(count,
            [.. costs.Skip(index * limits[0].Count).Take(limits[0].Count)])).ToList();
        return new([.. roofs.Select(roof => Raised(roof, roofs[0], points))], points, MachineFacts.Current)
        {
            Disturbance = watch.Seen(), MissingCores = workers.Length == 1 ? null : MissingCores(costs[0], costs[limits[0].Count]),
        };
    }

    /// <summary>
    /// Whether several cores, each with as much plain arithmetic as one, took longer than one in the same rounds: then they were lent away.
    /// </summary>
    private string? MissingCores(Cost one, Cost several)
    {
        Estimate ratio = MedianInterval.Of([.. several.Rounds.Zip(one.Rounds, static (more, alone) => more / alone)]);
        return ratio.High <= MostByWhole ? null : Invariant(
            $"{Workers} cores, each with as much arithmetic as one, took {Unit.Ratio.Format(ratio.Value)} its time in the same rounds (up to {Unit.Ratio.Format(ratio.High)}). Run it again when the machine gives whole cores.");
    }

    /// <summary>
    /// A roof as high as anything that was seen to fit below it, since on a busy machine a limit is hardly ever measured
    /// undisturbed: what one core reached, several can reach too, and so can what a reduction drew from memory.
    /// </summary>
    private static Roof Raised(Roof roof, Roof oneCore, IEnumerable<KernelPoint> points)
    {
        var below = points.Where(point => point.Workers <= roof.Workers).ToList();
        return roof with
        {
            BytesPerSecond = below.Where(static point => Reduction.All.Any(reduction =>
                string.Equals(reduction.Name, point.Kernel, StringComparison.Ordinal)))
                .Select(static point => point.BytesPerSecond).Append(roof.BytesPerSecond).Append(oneCore.BytesPerSecond).Max(),
            FlopsPerSecond = below.Select(static point =>
                point.FlopsPerSecond).Append(roof.FlopsPerSecond).Append(oneCore.FlopsPerSecond).Max(),
        };
    }

    /// <summary>What is called often is compiled anew; nothing of the long runs is called often enough.</summary>
    private void WarmUp(CancellationToken cancellationToken)
    {
        ReadOnlyMemory<double> few = _first.AsMemory(0, 1_024);
        Matrix small = Matrix.OfSmallIntegers(16, 16);
        double[] result = new double[few.Length];
        using var clock = new WarmUpClock(Measuring.WarmUp.DefaultTime);
        while (!clock.IsOver())
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (Reduction reduction in Reduction.All)
                reduction.ParallelSimd(few, blockSize: 256, workers: Workers, cancellationToken);
            MachineLimits.Triad(result, _first, _second, Workers);
            MatrixProduct.ParallelSimd(small, small, Workers);
        }
    }

    private IReadOnlyList<Operation> LimitsOf(int workers) =>
    [
        new("arithmetic", 1, _ => Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, _ =>
            MachineLimits.Multiply(ArithmeticRounds))),
        new("read", 1, _ => Reduction.Sum.ParallelSimd(_first, workers: workers)),
        new("triad", 1, _ => MachineLimits.Triad(_result, _first, _second, workers)),
    ];

    private Roof RoofOf(int workers, IReadOnlyList<Cost> costs)
    {
        double flops = workers * MachineLimits.Multiply(1) * ArithmeticRounds;
        return new(
            workers,
            Math.Max((double)sizeof(double) * _first.Length / costs[1].Rounds.Min(),
                (double)MachineLimits.TriadBytes * _first.Length / costs[2].Rounds.Min()),
            flops / costs[0].Rounds.Min());
    }

    /// <summary>Some milliseconds of arithmetic.</summary>
    private const int ArithmeticRounds = 1 << 20;

    private IEnumerable<Kernel> KernelsOf(Reduction reduction)
    {
        double flops = (double)reduction.FlopsPerNumber * _first.Length, bytes = (double)sizeof(double) * _first.Length;
        Func<object> scalar = () => reduction.Scalar(_first);
        yield return new(reduction.Name, KernelPoint.Scalar, 1, flops, bytes, scalar, scalar);
        yield return new(reduction.Name, KernelPoint.Simd, 1, flops, bytes, () => reduction.Simd(_first), scalar);
        yield return new(reduction.Name, KernelPoint.ParallelSimd, Workers, flops, bytes, () =>
            reduction.ParallelSimd(_first, workers: Workers), scalar);
    }

    private IEnumerable<Kernel> KernelsOf(int size)
    {
        Matrix left = Matrix.OfSmallIntegers(size, size, seed: 1), right = Matrix.OfSmallIntegers(size, size, seed: 2);
        double flops = MatrixProduct.FlopsOf(left, right), bytes = MatrixProduct.BytesOf(left, right);
        string name = Invariant($"matrix product {size}");
        Func<object> scalar = () => MatrixProduct.Scalar(left, right);
        yield return new(name, KernelPoint.Scalar, 1, flops, bytes, scalar, scalar);
        yield return new(name, KernelPoint.Simd, 1, flops, bytes, () => MatrixProduct.Simd(left, right), scalar);
        yield return new(name, KernelPoint.ParallelSimd, Workers, flops, bytes, () =>
            MatrixProduct.ParallelSimd(left, right, Workers), scalar);
    }

    private sealed record Kernel(string Name, string Way, int Workers, double Flops, double Bytes, Func<object> Run, Func<object> Scalar)
    {
        /// <summary>Seconds for which a clock is fine enough, and in which a core that slept is awake.</summary>
        private const double LongEnough = 3e-3;

        private const int MostTimes = 1_000;

        private int _times = 1;

        public Operation Operation => new($"{Name}, {Way}", _times, times =>
        {
            for (int run = 0; run < times; run++)
                Run();
        });

        public KernelPoint PointOf(Cost cost) => new(Name, Way, Workers, Flops, Bytes, cost);

        /// <summary>Looks whether the way's result is the scalar one's, and how often it has to run to be timed.</summary>
        public void Check()
        {
            (object expected, object actual) = (Scalar(), Run());
            bool same = expected is Matrix matrix ? matrix.HasSameValues((Matrix)actual) : expected.Equals(actual);
            if (!same)
                throw new InvalidOperationException($"'{Name}' as {Way} gives another result than the {KernelPoint.Scalar}.");
            long start = Stopwatch.GetTimestamp();
            Run();
            _times = (int)Math.Clamp(LongEnough / Stopwatch.GetElapsedTime(start).TotalSeconds, 1, MostTimes);
        }
    }
}
