using Workloads.Charts;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>What a sum by blocks on all cores takes, by the size of its blocks (B16).</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record BlockSizes : IDisplayable
{
    /// <param name="sizes">Numbers in a block, ascending.</param>
    /// <param name="times">What each size took, in the order of the sizes.</param>
    /// <param name="numbers">How many numbers were added.</param>
    internal BlockSizes(IReadOnlyList<int> sizes, Turns times, int numbers) => (Sizes, Times, Numbers) = (sizes, times, numbers);

    internal IReadOnlyList<int> Sizes { get; init; }
    internal Turns Times { get; init; }
    internal int Numbers { get; init; }

    /// <summary>Measures.</summary>
    /// <param name="blockSizes">Numbers in a block: one size at least, each 1 or more.</param>
    /// <param name="numbers">How many numbers are added: 1 to 134,217,728.</param>
    /// <param name="workers">How many blocks are mapped at once; as many as there are cores when left out.</param>
    /// <param name="rounds">Rounds that count: 1 or more.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentException">There is no size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<BlockSizes> MeasureAsync(
        IReadOnlyList<int> blockSizes, int numbers = 1 << 21, int? workers = null, int rounds = 9,
            CancellationToken cancellationToken = default)
    {
        int[] sizes = [.. (blockSizes ?? []).Distinct().Order()];
        if (sizes.Length == 0)
            throw new ArgumentException("One size of block at least is measured, and none was given.", nameof(blockSizes));
        if (numbers is < 1 or > RooflineMeter.MaxNumbers)
            throw new ArgumentOutOfRangeException(nameof(numbers), numbers,
                Invariant($"From 1 to {RooflineMeter.MaxNumbers:N0} numbers are added."));
        double[] data = SmallIntegers.Of(numbers);
        Turns times = await new InTurns
        {
            Ways = [.. sizes.Select(size => Way.Timed(Name(size), () =>
                Reduction.Sum.ParallelSimd(data, size, workers, cancellationToken)))],
            MaxRounds = rounds, Time = InTurns.LongTime,
        }.RunAsync(cancellationToken).ConfigureAwait(false);
        return new(sizes, times, numbers);
    }

    /// <summary>The time by the size of a block.</summary>
    public Figure ToFigure() =>
        new($"{Say.Time(Sizes.Min(Took))} with {Name(Sizes.MinBy(Took))}, the least"
            + (Sizes.Count == 1 ? "" : $"; {Say.Time(Sizes.Max(Took))} with {Name(Sizes.MaxBy(Took))}, the most"))
    {
        Subtitle = $"The sum of {Unit.Count.Format(Numbers)} numbers by the size of its blocks",
        X = Axis.Log2("numbers in a block", Unit.Count), Y = Axis.LogTime("time"), Caption = MachineFacts.Current.Summary,
        Series = [Line.Of("blocks on all cores", Sizes, size => size, Took)],
    };

    /// <inheritdoc/>
    public string ToHtml() => ToFigure().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToFigure().ToString();

    private double Took(int size) => Times.Took(Name(size)).Value;

    private static string Name(int size) => Invariant($"blocks of {size:N0}");
}
