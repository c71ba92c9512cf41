using System.Globalization;
using System.Text.RegularExpressions;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public class PrimeChecksTests
{
    private static readonly long[] Numbers = [2, 9, 15, 7919, 999_983, 999_985, 0, 1];

    private static readonly PrimeCheck[] Two = [new(3, IsPrime: true, 0.02), new(4, IsPrime: false, 0.03)];

    [Theory(Timeout = 180_000)]
    [InlineData("sequential")]
    [InlineData("processes")]
    [InlineData("threads")]
    public async Task CPython_checks_primes_by_whoever_takes_them(string way)
    {
        foreach (CPython python in await FoundPythons.AllAsync())
        {
            PrimeChecks primes =
                await PrimeChecks.InPython.RunAsync(python, new { way, workers = 3, numbers = Numbers },
                    cancellationToken: TestContext.Current.CancellationToken);

            Assert.Equal(Numbers.Order(), primes.Checked.Select(check => check.Number).Order());
            Assert.All(primes.Checked, check => Assert.Equal(Primality.IsPrime(check.Number), check.IsPrime));
            Assert.True(primes.Seconds > 0);
        }
    }

    [Fact(Timeout = 180_000)]
    public async Task Numbers_are_checked_one_after_the_other_in_both_runtimes()
    {
        SequentialChecks checks = await SequentialChecks.RunAsync(Numbers, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(Numbers, checks.DotNet.Checked.Select(check => check.Number));
        Assert.Equal(Numbers.Select(Primality.IsPrime), checks.DotNet.Checked.Select(check => check.IsPrime));
        Assert.Equal(checks.Build is null ? 3 : 4, checks.ToTable().Columns.Count);
    }

    [Theory]
    [InlineData(0.0505, Ruling.Holds)]
    [InlineData(0.08, Ruling.HoldsNot)]
    internal void The_whole_takes_about_the_sum_of_the_checks(double seconds, Ruling ruling)
    {
        var judgement = new SequentialChecks(new(seconds, Two)).Judge(Claims.B11);

        Assert.Equal(ruling, Assert.Single(judgement.Verdicts).Ruling);
        Assert.NotEmpty(judgement.LeftOut);
    }

    [Fact]
    public void Checks_that_are_over_at_once_decide_nothing_and_another_claim_is_refused()
    {
        var checks = new SequentialChecks(new(1e-4, [new(3, IsPrime: true, 1e-5)]));

        Assert.Equal(Ruling.Undecided, checks.Judge(Claims.B11).Verdicts[0].Ruling);
        Assert.Contains("B11", Assert.Throws<ArgumentException>(() => checks.Judge(Claims.B12)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_twenty_numbers_are_the_same_on_both_sides()
    {
        string list = Regex.Match(File.ReadAllText(Scripts.PathOf("primes")), @"NUMBERS = \[(?<numbers>[^]]*)\]", RegexOptions.None,
            TimeSpan.FromMinutes(1)).Groups["numbers"].Value;

        Assert.Equal(DocumentNumbers.All,
            list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(number => long.Parse(number, CultureInfo.InvariantCulture)));
    }
}
