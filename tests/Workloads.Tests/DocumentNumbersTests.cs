using Workloads.Topics;

namespace Workloads.Tests;

public class DocumentNumbersTests
{
    [Theory]
    [InlineData(256)]
    [InlineData(10_000)]
    public void Smaller_numbers_are_prime_where_the_documents_are(int times)
    {
        var smaller = DocumentNumbers.Smaller(times);

        Assert.Equal(20, smaller.Count);
        foreach (var (number, original) in smaller.Zip(DocumentNumbers.All))
        {
            Assert.Equal(Primality.IsPrime(original), Primality.IsPrime(number));
            Assert.InRange(number, 2, Math.Max(2, original / times));
            Assert.True(number > original / times / 2 || number == 2);
        }
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Same(DocumentNumbers.All, DocumentNumbers.Smaller(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => DocumentNumbers.Smaller(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => DocumentNumbers.Smaller(1_000_001));
    }
}
