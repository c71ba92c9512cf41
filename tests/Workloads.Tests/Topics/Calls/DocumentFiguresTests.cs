using Workloads.Measuring;
using Workloads.Topics;

namespace Workloads.Tests;

public class DocumentFiguresTests
{
    [Fact]
    public void The_documents_claims_follow_from_its_own_figures()
    {
        var document = new SweepResult(DocumentFigures.Fibonacci);

        Assert.Equal("sequential", document.Fastest(10, 1_000)?.Model);
        Assert.Equal("processes", document.Fastest(25, 1_000)?.Model);
        Assert.Equal("sequential", document.Fastest(0, 10_000)?.Model);
        Assert.Equal(12, document.Summaries.Count);
    }

    [Fact]
    public void Every_row_is_told_apart_from_a_measured_one() =>
        Assert.All(DocumentFigures.Fibonacci, row => Assert.StartsWith("document", row.Runtime, StringComparison.Ordinal));
}
