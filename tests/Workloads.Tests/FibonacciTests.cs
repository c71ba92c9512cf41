using Workloads.Interpreter;
using Workloads.Models;

namespace Workloads.Tests;

public class FibonacciTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(10, 55)]
    [InlineData(20, 6_765)]
    [InlineData(25, 75_025)]
    [InlineData(32, 2_178_309)]
    public void The_numbers_are_those_of_the_document(long n, long expected) => Assert.Equal(expected, Fibonacci.Of(n));

    [Fact]
    public void Each_number_is_the_sum_of_the_two_before() =>
        Assert.All(Enumerable.Range(3, 30), n => Assert.Equal(Fibonacci.Of(n - 1) + Fibonacci.Of(n - 2), Fibonacci.Of(n)));

    [Theory]
    [InlineData(-1)]
    [InlineData(Fibonacci.MaxN + 1)]
    public void A_number_that_a_long_does_not_hold_is_refused(long n) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Fibonacci.Of(n));

    [Fact]
    public void The_largest_size_is_the_last_whose_number_a_long_holds()
    {
        decimal before = 1, number = 1;
        for (int n = 3; n <= Fibonacci.MaxN; n++)
            (before, number) = (number, before + number);

        Assert.InRange(number, 0, long.MaxValue);
        Assert.True(before + number > long.MaxValue);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_call_that_would_take_years_ends_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Task.Run(() => Workload.Fibonacci.Run(Fibonacci.MaxN, source.Token), TestContext.Current.CancellationToken));
    }
}
