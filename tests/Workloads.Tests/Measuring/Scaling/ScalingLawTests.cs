using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Distributions;
using Workloads.Interpreter;
using Workloads.Measuring;

namespace Workloads.Tests;

public class ScalingLawTests
{
    [Fact]
    public void The_fit_recovers_known_parameters_from_noisy_points()
    {
        var laws = from contention in Gen.Choose(0, 300)
                   from coherency in Gen.Choose(0, 200)
                   from seed in Gen.Choose(0, int.MaxValue)
                   select (Contention: contention / 1_000.0, Coherency: coherency / 10_000.0, Seed: seed);

        Prop.ForAll(laws.ToArbitrary(), law =>
        {
            ScalingFit fit = ScalingLaw.FitUniversal(MadeUp(law.Contention, law.Coherency, noise: 0.01, law.Seed));

            Assert.True(fit.Succeeded, fit.Refusal);
            Near(law.Contention, fit.Contention);
            Near(law.Coherency, fit.Coherency);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

        // A 95 % interval misses one time in twenty; three times its width is six standard errors.
        static void Near(double truth, Estimate estimate) =>
            Assert.InRange(estimate.Value, truth - 3 * (estimate.High - estimate.Value), truth + 3 * (estimate.High - estimate.Value));
    }

    [Fact]
    public void Nineteen_of_twenty_intervals_hold_the_truth()
    {
        int held = Enumerable.Range(0, 400)
            .Count(seed => ScalingLaw.FitUniversal(MadeUp(0.08, 0.004, noise: 0.02, seed)).Contention.Holds(0.08));

        // 95 % of 400 is 380; the chance to see fewer than 360 or more than 396 is below one in ten thousand.
        Assert.InRange(held, 360, 396);
    }

    [Fact]
    public void Without_noise_the_parameters_and_the_peak_are_exact()
    {
        ScalingFit fit = ScalingLaw.FitUniversal(MadeUp(0.05, 0.01, noise: 0, seed: 1));

        Assert.Equal(0.05, fit.Contention.Value, tolerance: 1e-6);
        Assert.Equal(0.01, fit.Coherency.Value, tolerance: 1e-6);
        Assert.Equal(Math.Sqrt(0.95 / 0.01), fit.Peak.Value, tolerance: 1e-3);
        Assert.Equal(fit.SpeedUpAt(fit.Peak.Value), fit.Limit);
    }

    [Fact]
    public void Amdahls_law_is_found_from_one_and_two_workers_with_repeats()
    {
        ScalingPoint[] points = [new(1, 1.01), new(1, 0.99), new(1, 1), new(2, 1.8), new(2, 1.82), new(2, 1.83)];

        ScalingFit fit = ScalingLaw.FitAmdahl(points);

        Assert.True(fit.Succeeded, fit.Refusal);
        Assert.True(fit.Contention.Holds(2 / 1.8167 - 1), $"{fit.Contention}");
        Assert.Equal(2, fit.MeasuredUpTo);
        Assert.Equal(double.PositiveInfinity, fit.Peak.Value);
        Assert.Equal(1 / fit.Contention.Value, fit.Limit);
    }

    [Fact]
    public void A_peak_is_no_lower_than_its_interval_says()
    {
        ScalingFit fit = ScalingLaw.FitUniversal(MadeUp(0.1, 0.02, noise: 0.02, seed: 3));

        Assert.InRange(fit.Peak.Value, fit.Peak.Low, fit.Peak.High);
        Assert.InRange(Math.Sqrt(0.9 / 0.02), fit.Peak.Low, fit.Peak.High);
    }

    [Fact]
    public void A_flat_curve_is_refused() =>
        Refused("flat", ScalingLaw.FitUniversal([.. Enumerable.Range(1, 8).Select(n => new ScalingPoint(n, 1 + 0.01 * (n % 3)))]));

    [Fact]
    public void A_falling_curve_is_refused() => Refused("flat", ScalingLaw.FitAmdahl([new(1, 1), new(2, 0.8), new(3, 0.7), new(4, 0.6)]));

    [Fact]
    public void A_short_curve_is_refused()
    {
        Refused("3 different", ScalingLaw.FitUniversal([new(1, 1), new(2, 1.9), new(2, 1.9), new(3, 2.8)]));
        Refused("1 different", ScalingLaw.FitAmdahl([new(2, 1.9), new(2, 1.9), new(2, 1.9)]));
        Refused("0 different", ScalingLaw.FitAmdahl([]));
        Refused("points were measured", ScalingLaw.FitAmdahl([new(1, 1), new(2, 1.9)]));
    }

    [Fact]
    public void A_curve_without_one_worker_is_refused() =>
        Refused("one worker", ScalingLaw.FitAmdahl([new(2, 1.9), new(3, 2.8), new(4, 3.6)]));

    [Fact]
    public void A_scattered_curve_is_refused() =>
        Refused("scatter", ScalingLaw.FitUniversal(
            [new(1, 1), new(1, 1), new(2, 0.6), new(2, 2.4), new(3, 3.1), new(3, 0.8), new(4, 1.2), new(4, 4.4)]));

    [Fact]
    public void A_curve_that_bends_otherwise_than_the_law_is_refused()
    {
        // Four cores that each run two threads: straight up to four workers, and flat from there on.
        ScalingPoint[] points =
            [.. from workers in Enumerable.Range(1, 12) from repeat in Enumerable.Range(0, 3)
                select new ScalingPoint(workers, Math.Min(workers, 4) * (1 + 0.01 * (repeat - 1)))];

        Refused("bend otherwise", ScalingLaw.FitAmdahl(points));
        Assert.True(ScalingLaw.FitAmdahl([.. points.Where(point => point.Workers <= 4)]).Succeeded);
    }

    [Fact]
    public void The_ends_of_the_intervals_hold_what_the_law_predicts()
    {
        ScalingFit fit = ScalingLaw.FitUniversal(MadeUp(0.05, 0.002, noise: 0.02, seed: 7));

        Estimate far = fit.RangeAt(64);

        Assert.Equal(fit.SpeedUpAt(64), far.Value);
        Assert.True(far.Holds(ScalingLaw.SpeedUp(64, 0.05, 0.002)), $"{far}");
        Assert.True(far.High - far.Low > fit.RangeAt(16).High - fit.RangeAt(16).Low);
    }

    [Fact]
    public void A_point_that_is_no_speed_up_is_refused() =>
        Refused("positive", ScalingLaw.FitAmdahl([new(1, 1), new(2, double.NaN), new(3, 2)]));

    [Fact]
    public void A_refused_fit_predicts_nothing() =>
        Assert.Throws<InvalidOperationException>(() => ScalingLaw.FitAmdahl([]).SpeedUpAt(4));

    [Fact]
    public void Points_are_times_against_the_median_of_one_worker()
    {
        var points = ScalingPoint.FromTimes(
            [(1, TimeSpan.FromSeconds(9)), (1, TimeSpan.FromSeconds(10)), (1, TimeSpan.FromSeconds(12)), (2, TimeSpan.FromSeconds(5))]);

        Assert.Equal(new ScalingPoint(2, 2), points[^1]);
        Assert.Throws<ArgumentException>(() => ScalingPoint.FromTimes([(2, TimeSpan.FromSeconds(5))]));
    }

    private static void Refused(string reason, ScalingFit fit)
    {
        Assert.False(fit.Succeeded);
        Assert.Contains(reason, fit.Refusal, StringComparison.Ordinal);
    }

    /// <summary>Three runs for each number of workers from 1 to 16, the law's speed-up with normal noise of so much of it.</summary>
    private static ScalingPoint[] MadeUp(double contention, double coherency, double noise, int seed)
    {
        var random = new Random(seed);
        return [.. from workers in Enumerable.Range(1, 16)
                   from repeat in Enumerable.Range(0, 3)
                   let truth = ScalingLaw.SpeedUp(workers, contention, coherency)
                   select new ScalingPoint(workers, truth * (1 + noise * Normal.Sample(random, 0, 1)))];
    }
}
