using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class DataWorkResultTests
{
    private static readonly CPython Python = new("/usr/bin/python3", new(3, 13, 0), GilState.On, IsFreeThreaded: false, null, "a test");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0.3, 0.15, 0.2, 0.05, Ruling.Holds, Ruling.Holds)]
    [InlineData(0.3, 0.3, 1, 0.05, Ruling.HoldsNot, Ruling.HoldsNot)]
    [InlineData(1, 0.5, 0.2, 1, Ruling.HoldsNot, Ruling.HoldsNot)]
    internal void Native_code_and_cores_make_it_fast(double simd, double parallel, double builtIn, double library, Ruling ours,
        Ruling theirs) =>
        Assert.Equal([ours, theirs], Rulings(Made(simd, parallel, builtIn, library).Judge(Claims.B16)));

    [Fact]
    public void Without_numpy_and_without_CPython_the_judgement_says_so_and_one_core_decides_nothing()
    {
        Judgement withoutNumpy = Made(0.3, 0.15, 0.2, library: null).Judge(Claims.B16);
        DataWorkResult alone = Made(0.3, 0.15, 0.2, 0.05) with { Python = null, Build = null };

        Assert.Equal([Ruling.Holds, Ruling.Undecided], Rulings(withoutNumpy));
        Assert.Contains("numpy is not installed", withoutNumpy.LeftOut, StringComparison.Ordinal);
        Assert.Equal(InBoth.NoPython, alone.Judge(Claims.B16).LeftOut);
        Assert.Equal([Ruling.Undecided], Rulings((Made(0.3, 0.15, 0.2, 0.05, workers: 1) with { Python = null }).Judge(Claims.B16)));
        Assert.Throws<ArgumentException>(() => alone.Judge(Claims.B1));
    }

    [Fact(Timeout = 180_000)]
    public async Task Both_runtimes_compute_by_their_loops_and_by_what_is_native_and_can_be_shown()
    {
        DataWorkResult work = await DataWorkResult.MeasureAsync(2_048, [4], workers: 1, pythonNumbers: 1_000, rounds: 2, Token);
        BlockSizes blocks = await BlockSizes.MeasureAsync([64, 16], 1_000, rounds: 2, cancellationToken: Token);

        Assert.Equal(["sum", "sum of squares", "matrix product 4"], work.Roofline.Kernels);
        Assert.True(work.Python is null
            || work.Python.Names.Take(3).SequenceEqual([DataWorkResult.Loop, DataWorkResult.BuiltIn, DataWorkResult.Lists]));
        Assert.Contains("sum", work.ToHtml(), StringComparison.Ordinal);
        Assert.Equal([16, 64], blocks.Sizes);
        Assert.Contains("<svg", blocks.ToHtml(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 180_000)]
    public async Task Where_numpy_is_installed_it_is_measured_beside_the_loop()
    {
        var kernels = new PythonExperiment<Dictionary<string, double[]>>("data_work", "kernels");
        string[] names = [DataWorkResult.Loop, DataWorkResult.BuiltIn, DataWorkResult.Lists, DataWorkResult.LibrarySum,
            DataWorkResult.LibraryProduct];
        var measured = new List<Turns>();
        foreach (CPython build in await FoundPythons.AllAsync())
            measured.Add(await kernels.MeasureAsync(build, new { names, count = 100, size = 4, rounds = 2 }, Token));

        FoundPythons.Need(measured.Any(turns => turns.Names.Count == names.Length), "No CPython on this machine has numpy.");
        Assert.All(measured, turns => Assert.True(turns.Names.SequenceEqual(names[..turns.Names.Count]) && turns.Rounds == 2));
    }

    [Fact]
    public async Task Numbers_that_make_no_sense_are_refused()
    {
        var crowd = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => DataWorkResult.MeasureAsync(2_048, [4], workers: Environment.ProcessorCount + 1, cancellationToken: Token));
        Assert.Contains("cores", crowd.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => DataWorkResult.MeasureAsync(2_048, [], cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>(() => BlockSizes.MeasureAsync([], cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => BlockSizes.MeasureAsync([0], cancellationToken: Token));
    }

    private static Ruling[] Rulings(Judgement judgement) => [.. judgement.Verdicts.Select(verdict => verdict.Ruling)];

    private static DataWorkResult Made(double simd, double parallel, double builtIn, double? library, int workers = 2)
    {
        KernelPoint[] points =
            [Point(KernelPoint.Scalar, 1, 1), Point(KernelPoint.Simd, 1, simd), Point(KernelPoint.ParallelSimd, workers, parallel)];
        string[] names = [DataWorkResult.Loop, DataWorkResult.BuiltIn, DataWorkResult.Lists, DataWorkResult.LibrarySum,
            DataWorkResult.LibraryProduct];
        double[][] rounds = [Rounds(1), Rounds(builtIn), Rounds(1), Rounds(library ?? 1), Rounds(library ?? 1)];
        int known = library is null ? 3 : 5;
        return new(new([new(1, 1, 1), new(2, 1, 1)], points, MachineFacts.Unknown), new(names[..known], rounds[..known]), Python, 1_000);
    }

    private static KernelPoint Point(string way, int workers, double seconds) =>
        new("matrix product 9", way, workers, 1_458, 1_944, new(way, 1, Rounds(seconds)));

    private static double[] Rounds(double seconds) => [.. Enumerable.Range(0, 11).Select(round => seconds * (1 + 0.001 * (round % 3)))];
}
