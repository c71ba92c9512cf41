using Workloads.Charts;

namespace Workloads.Tests;

public sealed class UnitTests
{
    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(2.5e-10, "0.25 ns")]
    [InlineData(47e-9, "47 ns")]
    [InlineData(0.0123456, "12.3 ms")]
    [InlineData(0.9996, "1 s")]
    [InlineData(12.04, "12 s")]
    [InlineData(-0.0015, "−1.5 ms")]
    [InlineData(double.NaN, "n/a")]
    public void Times_read_in_the_unit_that_suits_them(double seconds, string text) => Assert.Equal(text, Unit.Seconds.Format(seconds));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1234567, "1,230,000")]
    [InlineData(123456, "123,456")]
    [InlineData(3.14159, "3.14")]
    [InlineData(0.00012345, "0.000123")]
    [InlineData(double.PositiveInfinity, "∞")]
    public void Plain_numbers_read_with_three_digits_and_whole_ones_with_all(double number, string text) => Assert.Equal(text, Unit.None.Format(number));

    [Fact]
    public void Other_units_read_as_they_are_written()
    {
        Assert.Equal("3.2×", Unit.Ratio.Format(3.2));
        Assert.Equal("47 %", Unit.Percent.Format(0.47));
        Assert.Equal("1.2 MB", Unit.Bytes.Format(1.2e6));
        Assert.Equal("12.5k", Unit.Count.Format(12_500));
        Assert.Equal("3.5k calls/s", Unit.Of("calls/s").Format(3_500));
    }
}
