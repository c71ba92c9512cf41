using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// Data work in .NET under the roofline, and in CPython by its loops, by what is built in, and by numpy where that is installed (B16).
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record DataWorkResult : IDisplayable
{
    /// <param name="roofline">.NET's kernels.</param>
    /// <param name="python">CPython's times, in turns; null where none was found.</param>
    /// <param name="build">That CPython.</param>
    /// <param name="pythonNumbers">How many numbers CPython added.</param>
    internal DataWorkResult(RooflineResult roofline, Turns? python = null, CPython? build = null, int pythonNumbers = 0) =>
        (Roofline, Python, Build, PythonNumbers) = (roofline, python, build, pythonNumbers);

    /// <summary>.NET's kernels under the roofline.</summary>
    public IDisplayable DotNet => Roofline;

    internal RooflineResult Roofline { get; init; }
    internal Turns? Python { get; init; }
    internal CPython? Build { get; init; }
    internal int PythonNumbers { get; init; }

    internal const string Loop = "sum, loop", BuiltIn = "sum, built in", Lists = "matrix product, lists", LibrarySum = "sum, numpy",
        LibraryProduct = "matrix product, numpy";

    /// <summary>Rows and columns of CPython's matrices: in lists of lists larger ones take long.</summary>
    private const int PythonSize = 64;

    /// <summary>
    /// Several cores help when they take less than this of one's time: two halves of one core, which share its units, reach 0.7.
    /// </summary>
    private const double Helps = 0.9;

    private static readonly string[] Names = [Loop, BuiltIn, Lists, LibrarySum, LibraryProduct];

    /// <summary>Measures. A CPython that has numpy is preferred.</summary>
    /// <param name="numbers">In each of .NET's arrays: 1,024 to 134,217,728; less than the cache holds measures the cache.</param>
    /// <param name="matrixSizes">Rows and columns of .NET's matrices: one size at least, each 1 to 8,192.</param>
    /// <param name="workers">How many cores several are: 1 up to those that this process may use, which are taken when left out.</param>
    /// <param name="pythonNumbers">How many numbers CPython adds: 1 to 100,000,000.</param>
    /// <param name="rounds">Rounds that count: 1 or more; fewer than <see cref="InTurns.MinRounds"/> decide nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentException">There is no size of matrix.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="InvalidOperationException">A fast way's result differs from the scalar one's.</exception>
    public static async Task<DataWorkResult> MeasureAsync(
        int numbers, IReadOnlyList<int> matrixSizes, int? workers = null, int pythonNumbers = 200_000, int rounds = 9,
            CancellationToken cancellationToken = default)
    {
        int count = workers ?? Environment.ProcessorCount;
        if (count < 1 || count > Environment.ProcessorCount)
            throw new ArgumentOutOfRangeException(nameof(workers), workers,
                Invariant($"From 1 to {Environment.ProcessorCount} cores work here: a roof of more cannot be measured."));
        if (matrixSizes is not { Count: > 0 })
            throw new ArgumentException("One size of matrix at least is multiplied, and none was given.", nameof(matrixSizes));
        if (pythonNumbers is < 1 or > 100_000_000)
            throw new ArgumentOutOfRangeException(nameof(pythonNumbers), pythonNumbers, "CPython adds from 1 to 100,000,000 numbers.");
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        var meter = new RooflineMeter(numbers) { MatrixSizes = matrixSizes, Rounds = rounds, Workers = count };
        RooflineResult ours = await Task.Run(() => meter.Measure(cancellationToken), cancellationToken).ConfigureAwait(false);
        if (await BuildAsync(cancellationToken).ConfigureAwait(false) is not { } build)
            return new(ours);
        var kernels = new PythonExperiment<Dictionary<string, double[]>>("data_work", "kernels");
        Turns theirs = await kernels.MeasureAsync(build, new { names = Names, count = pythonNumbers, size = PythonSize, rounds },
            cancellationToken).ConfigureAwait(false);
        return new(ours, theirs, build, pythonNumbers);
    }

    /// <summary>Judges B16: native code computes much faster than a loop of the interpreter, and several cores help it.</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => claim?.Id == "B16"
        ? new(claim, [Verdicts.Of(InBoth.Runtime, Ours()), .. Python is null ? (Verdict[])[] : [Verdicts.Of(Build!.Name, Theirs(Python))]])
        {
            LeftOut = Python is null ? InBoth.NoPython : HasLibrary ? ""
                : $"numpy is not installed in any CPython found: of {Build} only what is built in was measured.",
        }
        : throw WrongClaim.Of(claim!, "B16");

    /// <summary>How many operations a second each way makes.</summary>
    public Table ToTable()
    {
        string product = Roofline.Kernels.LastOrDefault(kernel => kernel != Reduction.Sum.Name) ?? Reduction.Sum.Name;
        var ours = Roofline.Points.Where(point => point.Kernel == Reduction.Sum.Name || point.Kernel == product).Select(point =>
            ($"{point.Kernel}, {point.Way} (.NET)", point.FlopsPerSecond));
        var theirs = (Python?.Names ?? []).Select(name => ($"{name} ({Build})",
            (name.StartsWith("sum", StringComparison.Ordinal) ? PythonNumbers
                : 2.0 * PythonSize * PythonSize * PythonSize) / Python!.Took(name).Value));
        return Table.Of("", ours.Concat(theirs), ("what", rate => rate.Item1),
            ("operations a second", rate => rate.Item2)).In("operations a second", Unit.Of("flop/s"), Best.Highest, bars: true) with
        {
            Caption = MachineFacts.Current.Summary,
        };
    }

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private bool HasLibrary => Python?.Names.Contains(LibrarySum) ?? false;

    private static async Task<CPython?> BuildAsync(CancellationToken cancellationToken)
    {
        CPythons found = await CPythons.FindAsync(cancellationToken).ConfigureAwait(false);
        foreach (CPython build in found.Builds.Reverse())
        {
            if (await new PythonExperiment<bool>("data_work", "has_numpy").RunAsync(build, cancellationToken: cancellationToken)
                .ConfigureAwait(false))
                return build;
        }

        return found.Newest;
    }

    /// <summary>The largest matrices by each of .NET's ways.</summary>
    private static Turns TurnsOf(RooflineResult roofline)
    {
        KernelPoint[] ways = [.. new[] { KernelPoint.Scalar, KernelPoint.Simd, KernelPoint.ParallelSimd }
            .Select(way => roofline.Find(roofline.Kernels[^1], way))];
        return new([.. ways.Select(way => way.Way)], [.. ways.Select(way => way.Cost.Rounds)], roofline.Disturbance)
        {
            MissingCores = roofline.MissingCores,
        };
    }

    private IReadOnlyList<Expectation> Ours()
    {
        string kernel = Roofline.Kernels[^1];
        int workers = Roofline.Find(kernel, KernelPoint.ParallelSimd).Workers;
        Turns turns = TurnsOf(Roofline);
        Expectation cores = turns.Compare(KernelPoint.ParallelSimd, KernelPoint.Simd).AtMost(Helps).PossibleOn(workers);
        return
        [
            turns.Compare(KernelPoint.Simd).AtMost(0.75)
                with { Sentence = $"the {kernel} by vector instructions takes {{0}} the time of a scalar loop" },
            cores with
            {
                Sentence = Invariant($"on {workers} cores it takes {{0}} the time of one"), Name = "several cores / one",
                Doubt = workers == 1 ? "there is one core. A machine with two would decide." : cores.Doubt,
            },
        ];
    }

    private IReadOnlyList<Expectation> Theirs(Turns turns)
    {
        Expectation builtIn = turns.Compare(BuiltIn, Loop).AtMost(0.75)
            with { Sentence = "the sum that is built in takes {0} the time of a loop" };
        return HasLibrary
            ?
            [
                builtIn,
                turns.Compare(LibrarySum, Loop).AtMost(0.5) with { Sentence = "numpy's sum takes {0} the time of a loop" },
                turns.Compare(LibraryProduct, Lists).AtMost(0.5)
                    with { Sentence = "numpy's matrix product takes {0} the time of lists of lists" },
            ]
            : [builtIn with { Doubt = "numpy, which the claim is about, is not installed. With it this would be decided." }];
    }
}
