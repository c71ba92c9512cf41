using FsCheck;
using FsCheck.Fluent;
using Workloads.Interpreter;
using Workloads.Models;

namespace Workloads.Tests;

public class PrimalityTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(9, false)]
    [InlineData(25, false)]
    [InlineData(142_702_110_479_723, true)]
    [InlineData(299_593_572_317_531, true)]
    [InlineData(3_333_333_333_333_333, false)]
    [InlineData(3_333_335_652_092_209, false)]
    public void The_documents_numbers_and_the_smallest_ones_are_told_apart(long n, bool expected) =>
        Assert.Equal(expected, Primality.IsPrime(n));

    [Fact]
    public void A_square_of_a_prime_beyond_what_a_double_holds_is_not_prime() =>
        Assert.False(Primality.IsPrime(99_999_989L * 99_999_989L));

    [Fact]
    public void It_agrees_with_a_sieve()
    {
        const int limit = 20_000;
        bool[] composite = new bool[limit];
        for (int p = 2; p < limit; p++)
        {
            for (int multiple = 2 * p; multiple < limit; multiple += p)
                composite[multiple] = true;
        }

        Assert.All(Enumerable.Range(2, limit - 2), n => Assert.Equal(!composite[n], Primality.IsPrime(n)));
    }

    [Fact]
    public void The_integer_root_is_the_largest_whose_square_fits() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            ArbMap.Default.ArbFor<long>().Filter(n => n >= 0),
            n =>
            {
                Int128 root = IntegerRoot.Of(n);
                return root * root <= n && (root + 1) * (root + 1) > n;
            }));

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(0)]
    [InlineData(9_223_372_030_926_249_000)]
    [InlineData(9_223_372_030_926_249_001)]
    public void The_integer_root_is_exact_at_the_edges(long n)
    {
        Int128 root = IntegerRoot.Of(n);

        Assert.True(root * root <= n && (root + 1) * (root + 1) > n);
    }

    [Fact]
    public void A_negative_number_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Primality.IsPrime(-7));

    [Fact(Timeout = 60_000)]
    public async Task A_long_test_ends_when_it_is_cancelled()
    {
        const long largestPrime = 9_223_372_036_854_775_783;
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Task.Run(() => Workload.IsPrime.Run(largestPrime, source.Token), TestContext.Current.CancellationToken));
    }
}
