using MathNet.Numerics.Statistics;
using Workloads.Charts;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How calls with bytes are shown.</summary>
public static class PayloadViews
{
    private static readonly (PayloadTransport Transport, string Name)[] Ways = [(PayloadTransport.Pipe, "pipe"), (PayloadTransport.SharedMemory, "shared memory")];

    /// <summary>The time there and back against the number of bytes, for each way, with quartiles; no bytes stand at one.</summary>
    /// <param name="series">The measurements.</param>
    public static Figure ToFigure(this PayloadSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return new Figure("There and back, by size")
        {
            Subtitle = "Median time of a call that returns the bytes it was sent, with quartiles",
            Caption = MachineFacts.Current.Summary,
            X = Axis.Log("bytes each way (none stands at 1)", Unit.Bytes),
            Y = Axis.LogTime(),
            Series = [.. Ways.Select(way => Line.Of(way.Name, series.Sizes, size => Math.Max(size, 1), size => Quantile(series, size, way.Transport, 0.5), size => Quantile(series, size, way.Transport, 0.25), size => Quantile(series, size, way.Transport, 0.75)))],
            Lines = series.SharedMemoryPaysFrom is { } size and > 0 ? [ReferenceLine.AtX(size, $"shared memory pays from {Say.Bytes(size)}")] : [],
        };
    }

    /// <summary>What each stage takes, by size and way; through a pipe nothing is serialised.</summary>
    /// <param name="series">The measurements.</param>
    public static Table ToTable(this PayloadSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return Table.Of(
            "",
            series.Sizes.SelectMany(size => Ways.Select(way => (Size: size, way.Transport, way.Name))),
            ("bytes each way", row => (double)row.Size),
            ("way", row => row.Name),
            ("whole call", row => series.Median(row.Size, row.Transport, timing => timing.Elapsed)),
            ("serialise", row => row.Transport is PayloadTransport.Pipe ? null : series.Median(row.Size, row.Transport, timing => timing.Serialise)),
            ("send", row => series.Median(row.Size, row.Transport, timing => timing.Send)),
            ("run", row => series.Median(row.Size, row.Transport, timing => timing.Run)),
            ("reply", row => series.Median(row.Size, row.Transport, timing => timing.Reply))).In("bytes each way", Unit.Bytes) with { Caption = MachineFacts.Current.Summary };
    }

    private static double Quantile(PayloadSeries series, int size, PayloadTransport transport, double part) =>
        series.Of(size, transport).Select(timing => timing.Elapsed.TotalSeconds).Quantile(part);
}
