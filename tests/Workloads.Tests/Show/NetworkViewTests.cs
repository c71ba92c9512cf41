using Workloads.Charts;
using Workloads.Measuring;
using Workloads.Processes;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public class NetworkViewTests
{
    private static readonly DownloadReport Downloads = new(
        "async",
        TimeSpan.FromMilliseconds(300),
        [
            new(0, "FR", [new(Ms(0), Ms(100), AttemptEnding.Answered)], FlagDrawing.Of("FR").ToArray(), File: null, Failure: null),
            new(1, "JP", [new(Ms(0), Ms(50), AttemptEnding.Refused), new(Ms(60), Ms(260), AttemptEnding.TimedOut)], Content: null,
                File: null, Failure: "no"),
        ],
        [0, 1]);

    [Fact]
    public void Downloads_are_tabled_with_what_failed()
    {
        Table table = new PatientDownloads([Downloads]).ToTable();

        Assert.Equal(["async", 0.3, 3, 1, 0, 1, 1], table.Rows[0]);
    }

    [Fact]
    public void A_timeline_has_a_lane_for_each_flag_and_a_span_for_each_request()
    {
        var lanes = Assert.IsType<Lanes>(Assert.Single(Downloads.ToTimeline().Series));

        Assert.Equal(["FR", "JP"], lanes.Order!);
        Assert.Equal(["answered", "refused", "timed out"], lanes.Spans.Select(span => span.Key!));
    }

    [Fact]
    public void Flags_asked_for_twice_have_a_lane_each()
    {
        DownloadReport twice = Downloads with { Flags = [Downloads.Flags[0], Downloads.Flags[0] with { Number = 1 }] };

        Assert.Equal(["1 FR", "2 FR"], Assert.IsType<Lanes>(twice.ToTimeline().Series[0]).Order!);
    }

    [Fact]
    public void The_gallery_shows_the_bytes_that_came()
    {
        string html = Downloads.ToGallery().ToHtml();

        Assert.Contains(Convert.ToBase64String(FlagDrawing.Of("FR").Span), html);
        Assert.Contains("alt=\"France\"", html);
        Assert.DoesNotContain("Japan", html);
    }

    [Fact]
    public void A_percentile_curve_ends_at_the_longest_latency_and_leaves_out_who_answered_nothing()
    {
        var latency = new LatencyHistogram();
        for (int i = 1; i <= 100; i++)
            latency.Record(Ms(i));

        Figure figure = new[] { ("some", latency), ("none", new LatencyHistogram()) }.ToPercentileCurve("latencies");

        var line = Assert.IsType<Line>(Assert.Single(figure.Series));
        Assert.Equal(0.1, line.Y[^1], 6);
        Assert.Equal(100, line.X[^1], 6);
    }

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
