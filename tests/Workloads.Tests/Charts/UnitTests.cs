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
    public void Plain_numbers_read_with_three_digits_and_whole_ones_with_all(double number, string text) =>
        Assert.Equal(text, Unit.None.Format(number));

    [Fact]
    public void Other_units_read_as_they_are_written()
    {
        Assert.Equal("3.2×", Unit.Ratio.Format(3.2));
        Assert.Equal("47 %", Unit.Percent.Format(0.47));
        Assert.Equal("1.2 MB", Unit.Bytes.Format(1.2e6));
        Assert.Equal("12.5k", Unit.Count.Format(12_500));
        Assert.Equal("3.5k calls/s", Unit.Of("calls/s").Format(3_500));
    }

    [Theory]
    [InlineData(1.0 / 32, "1/32×")]
    [InlineData(0.5, "1/2×")]
    [InlineData(4, "4×")]
    [InlineData(1e-5, "1/100,000×")]
    public void Parts_of_one_read_as_people_say_them(double ratio, string text) => Assert.Equal(text, Unit.Ratio.FormatLogTick(ratio));

    [Theory]
    [InlineData(1000, "1k")]
    [InlineData(1024, "1,024")]
    [InlineData(65536, "65,536")]
    [InlineData(2e6, "2M")]
    public void Counts_on_an_axis_are_short_only_where_they_are_round(double count, string text) =>
        Assert.Equal(text, Unit.Count.FormatLogTick(count));

    [Theory]
    [InlineData(1e-7, "10⁻⁷")]
    [InlineData(2.5e12, "2.5·10¹²")]
    public void Very_large_and_very_small_numbers_read_as_powers_of_ten(double number, string text) =>
        Assert.Equal(text, Unit.None.FormatLogTick(number));
}
