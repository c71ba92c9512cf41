using MathNet.Numerics.Statistics;
using Workloads.Html;
using Workloads.Processes;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>What calls with bytes took, over sizes and both ways.</summary>
/// <param name="Timings">The raw measurements.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record PayloadSeries(IReadOnlyList<PayloadTiming> Timings) : IDisplayable
{
    /// <summary>The sizes that were measured, ascending.</summary>
    public IReadOnlyList<int> Sizes => [.. Timings.Select(timing => timing.Bytes).Distinct().Order()];

    /// <summary>From this size on shared memory was faster at every size measured; null when it was not at the largest.</summary>
    public int? SharedMemoryPaysFrom
    {
        get
        {
            int[] paying = [.. Sizes.Reverse().TakeWhile(size => Median(size, PayloadTransport.SharedMemory, timing => timing.Elapsed) < Median(size, PayloadTransport.Pipe, timing => timing.Elapsed))];
            return paying.Length == 0 ? null : paying[^1];
        }
    }

    /// <summary>The median of a stage.</summary>
    /// <param name="bytes">One of <see cref="Sizes"/>.</param>
    /// <param name="transport">The way.</param>
    /// <param name="stage">What to take of each measurement, such as its elapsed time.</param>
    public TimeSpan Median(int bytes, PayloadTransport transport, Func<PayloadTiming, TimeSpan> stage) =>
        TimeSpan.FromSeconds(Of(bytes, transport).Select(timing => stage(timing).TotalSeconds).Median());

    /// <summary>The measurements of one size and way.</summary>
    public IEnumerable<PayloadTiming> Of(int bytes, PayloadTransport transport) => Timings.Where(timing => timing.Bytes == bytes && timing.Transport == transport);

    /// <inheritdoc/>
    public string ToHtml() => new Stack(this.ToFigure(), this.ToTable()).ToHtml();
}
