using Workloads.Topics;

namespace Workloads.Tests;

public class MachineLimitsTests
{
    [Fact]
    public void The_triad_computes_every_number()
    {
        const int Length = 200_001;
        double[] addend = SmallIntegers.Of(Length, seed: 1), factor = SmallIntegers.Of(Length, seed: 2), result = new double[Length];

        MachineLimits.Triad(result, addend, factor, workers: 3);

        Assert.Equal(addend.Zip(factor, (one, other) => one + (3 * other)), result);
    }

    [Fact]
    public void Arithmetic_counts_its_operations()
    {
        double one = MachineLimits.Multiply(1);

        Assert.True(one >= 24, $"{one}");
        Assert.Equal(1_000 * one, MachineLimits.Multiply(1_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => MachineLimits.Multiply(0));
    }
}
