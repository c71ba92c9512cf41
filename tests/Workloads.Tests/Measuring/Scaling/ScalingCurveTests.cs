using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

/// <summary>Curves as machines of known sizes would measure them, on their way to the picture.</summary>
public class ScalingCurveTests
{
    [Fact]
    public void Two_cores_carry_Amdahls_law_and_not_the_universal_one()
    {
        var curve = new ScalingCurve(Measured(cores: 2, contention: 0.05, coherency: 0), cores: 2);

        Assert.True(curve.Fits[0].Succeeded, curve.Fits[0].Refusal);
        Assert.Contains("2 different", curve.Fits[1].Refusal, StringComparison.Ordinal);
        Assert.Same(curve.Fits[0], curve.Best);
        Assert.All(curve.Points, point => Assert.InRange(point.Workers, 1, 2));
        Assert.Equal([3, 4], curve.Crowded.Select(point => point.Workers).Distinct());
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void Many_cores_with_coherency_need_the_universal_law(int cores)
    {
        var curve = new ScalingCurve(Measured(cores, contention: 0.05, coherency: 0.01), cores);

        Assert.Equal("Universal Scalability Law", curve.Best?.Law);
        Assert.True(curve.Best!.Contention.Holds(0.05), $"{curve.Best.Contention}");
        Assert.True(curve.Best.Peak.Holds(Math.Sqrt(0.95 / 0.01)), $"{curve.Best.Peak}");
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void Many_cores_without_coherency_need_no_more_than_Amdahls_law(int cores)
    {
        var curve = new ScalingCurve(Measured(cores, contention: 0.05, coherency: 0), cores);

        Assert.Equal("Amdahl's law", curve.Best?.Law);
        Assert.True(curve.Best!.RangeAt(4 * cores).Holds(ScalingLaw.SpeedUp(4 * cores, 0.05, 0)), $"{curve.Best.RangeAt(4 * cores)}");
    }

    [Fact]
    public void One_core_carries_no_law()
    {
        var curve = new ScalingCurve(Measured(cores: 1, contention: 0, coherency: 0), cores: 1);

        Assert.Null(curve.Best);
        Assert.Contains("No law", curve.ToFigure().Subtitle, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_measured_is_drawn_solid_and_what_is_predicted_dashed()
    {
        Figure figure = new ScalingCurve(Measured(cores: 8, contention: 0.05, coherency: 0.01), cores: 8).ToFigure();

        Line[] curves = [.. figure.Series.OfType<Line>().Where(line => line.Name != "ideal")];
        Assert.All(curves, line => Assert.Equal(line.Quoted, line.Name.EndsWith("predicted", StringComparison.Ordinal)));
        Assert.All(curves.Where(line => !line.Quoted), line => Assert.Equal(8, line.X[^1], 1e-9));
        Assert.All(curves.Where(line => line.Quoted), line => Assert.Equal((8, 24), (Math.Round(line.X[0], 9), Math.Round(line.X[^1], 9))));
        Assert.All(figure.Series.OfType<Points>(),
            points => Assert.All(points.X, workers => Assert.Equal(points.Name != "measured", workers > 8)));
        Assert.Contains(figure.Lines, line => line is { IsVertical: true, Value: 8 });
    }

    [Fact]
    public void The_curve_is_drawn_in_time_and_in_efficiency_too()
    {
        var curve = new ScalingCurve(Measured(cores: 8, contention: 0.05, coherency: 0.01), cores: 8);

        Figure time = curve.ToTimeFigure(), efficiency = curve.ToEfficiencyFigure();

        Points times = Assert.Single(time.Series.OfType<Points>(), points => points.Name == "measured"),
            shares = Assert.Single(efficiency.Series.OfType<Points>(), points => points.Name == "measured");
        Assert.Equal(10, curve.OneWorker.TotalSeconds, 0.2);
        Assert.All(times.X.Zip(times.Y, shares.Y),
            point => Assert.Equal(curve.OneWorker.TotalSeconds / point.Second, point.Third * point.First, 1e-9));
        Assert.All(efficiency.Series.OfType<Line>().Single(line => line.Name == "ideal").Y, share => Assert.Equal(1, share));
        Assert.All([time, efficiency],
            figure => Assert.Contains(figure.Lines, line => line is { IsVertical: true, Value: 8, Label: "8 cores" }));
        Assert.All([time, efficiency],
            figure => Assert.All(figure.Series.OfType<Line>().Where(line => line.Low is not null),
            line => Assert.All(line.Low!.Zip(line.High!), ends => Assert.True(ends.First <= ends.Second))));
    }

    /// <summary>Five runs for each number of workers up to twice the cores: beyond the cores more workers gain nothing.</summary>
    private static IEnumerable<(int Workers, TimeSpan Elapsed)> Measured(int cores, double contention, double coherency)
    {
        var random = new Random(cores);
        return [.. from workers in Enumerable.Range(1, 2 * cores)
                   from repeat in Enumerable.Range(0, 5)
                   let speedUp = ScalingLaw.SpeedUp(Math.Min(workers, cores), contention, coherency)
                   select (workers, TimeSpan.FromSeconds(10 / speedUp * (1 + 0.02 * (random.NextDouble() - 0.5))))];
    }

    [Fact]
    public void A_sweep_over_numbers_of_workers_is_a_curve()
    {
        var sweep = new SweepResult(
            from workers in (int[])[1, 2, 4]
            from repeat in Enumerable.Range(0, 3)
            select new Timing(".NET", "parallel loop", "fibonacci", 25, 1_000, workers, repeat, 1.0 / workers),
            MachineFacts.Unknown with { UsableCores = 4 });

        ScalingCurve curve = sweep.SpeedUpByWorkers("parallel loop");

        Assert.Equal([1, 2, 4], curve.Points.Select(point => point.Workers).Distinct());
        Assert.All(curve.Points, point => Assert.Equal(point.Workers, point.SpeedUp, 1e-3));
        Assert.Throws<ArgumentException>(
            () => sweep.With(sweep.Rows.Select(row => row with { Size = 20 })).SpeedUpByWorkers("parallel loop"));
    }
}
