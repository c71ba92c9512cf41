using AngleSharp.Html.Parser;
using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Topics;

namespace Workloads.Tests;

public class RooflineTests
{
    private static readonly RooflineResult Result = new(
        [new(1, 10e9, 40e9), new(2, 12e9, 80e9)],
        [Point("sum", KernelPoint.Scalar, 1, 1e6, 8e6, 1e-3), Point("sum", KernelPoint.ParallelSimd, 2, 1e6, 8e6, 0.8e-3),
            Point("product", KernelPoint.Scalar, 1, 1e9, 1e7, 0.1), Point("product", KernelPoint.ParallelSimd, 2, 1e9, 1e7, 0.02)],
        MachineFacts.Unknown);

    [Fact]
    public void A_roof_is_memory_s_up_to_its_ridge_and_arithmetic_s_from_there_on()
    {
        var roof = new Roof(1, BytesPerSecond: 10e9, FlopsPerSecond: 40e9);

        Assert.Equal(4, roof.Ridge);
        Assert.Equal([10e9, 40e9, 40e9], [roof.At(1), roof.At(4), roof.At(100)]);
    }

    [Fact]
    public void Points_are_compared_with_their_scalar_loop_and_with_the_roof_of_their_cores()
    {
        KernelPoint sum = Result.Find("sum", KernelPoint.ParallelSimd), product = Result.Find("product", KernelPoint.ParallelSimd);

        Assert.Equal([1.25, 5], [Result.SpeedUp(sum), Result.SpeedUp(product)]);
        Assert.Equal(1.25e9 / 1.5e9, Result.ShareOfRoof(sum), 1e-9);
        Assert.Equal(50e9 / 80e9, Result.ShareOfRoof(product), 1e-9);
        Assert.Equal([true, false], [Result.IsMemoryBound(sum), Result.IsMemoryBound(product)]);
        Assert.Throws<ArgumentException>(() => Result.Find("sort", KernelPoint.Scalar));
    }

    [Fact]
    public void The_figure_has_a_roof_for_each_number_of_cores_and_the_kernels_as_points()
    {
        Figure figure = Result.ToFigure();

        Assert.Equal(["limit of one core", "limit of 2 cores"], figure.Series.OfType<Line>().Select(line => line.Name));
        Assert.All(figure.Series.OfType<Line>(), line => Assert.Equal(line.Y.Order(), line.Y));
        Assert.Equal(Result.Points.Count, figure.Series.OfType<Points>().Sum(points => points.X.Count));
        Assert.Equal(["sum", "product"], figure.Annotations.Select(annotation => annotation.Text));
        Assert.Equal(4, new HtmlParser().ParseDocument(Result.ToHtml()).QuerySelectorAll("tbody tr").Length);
    }

    [Fact(Timeout = 120_000)]
    public async Task Every_kernel_is_measured_in_every_way()
    {
        await Task.Yield();

        RooflineResult result =
            new RooflineMeter(4_096) { MatrixSizes = [9], Rounds = 2, Workers = 2 }.Measure(TestContext.Current.CancellationToken);

        Assert.Equal([1, 2], result.Roofs.Select(roof => roof.Workers));
        Assert.All(result.Roofs, roof => Assert.True(roof.BytesPerSecond > 0 && roof.FlopsPerSecond > 0));
        Assert.True(result.Roofs[1].FlopsPerSecond >= result.Roofs[0].FlopsPerSecond);
        Assert.Equal(3 * 3, result.Points.Count);
        Assert.Equal(["sum", "sum of squares", "matrix product 9"], result.Kernels);
        Assert.All(result.Points,
            point => Assert.True(point.FlopsPerSecond > 0 && point.FlopsPerSecond <= result.RoofOf(point).FlopsPerSecond));
        Assert.All(result.Points.Where(point => !point.Kernel.StartsWith("matrix", StringComparison.Ordinal)),
            point => Assert.InRange(result.ShareOfRoof(point), 0, 1 + 1e-9));
    }

    [Fact]
    public void Sizes_out_of_range_are_refused_and_a_cancelled_measurement_stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<ArgumentOutOfRangeException>(() => new RooflineMeter(100));
        Assert.ThrowsAny<OperationCanceledException>(() => new RooflineMeter(1_024).Measure(source.Token));
    }

    private static KernelPoint Point(string kernel, string way, int workers, double flops, double bytes, double seconds) =>
        new(kernel, way, workers, flops, bytes, new Cost(kernel, 1, [seconds * 3, seconds, seconds * 2]));
}
