using AngleSharp.Html.Parser;
using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Topics;

namespace Workloads.Tests;

public class DocumentViewsTests
{
    [Fact]
    public void Primes_and_history_are_shown()
    {
        var run = (PoolRun)new HomegrownPool(2).Run(new Workload("odd", size => size % 2), [1, 2, 3],
            cancellationToken: TestContext.Current.CancellationToken);

        Drawn(run.ToFigure());
        Assert.Contains("2014", Drawn(ConcurrencyHistory.All.ToFigure()), StringComparison.Ordinal);
    }

    /// <summary>The view's text, when it is HTML with an SVG in it.</summary>
    private static string Drawn(IDisplayable view)
    {
        var page = new HtmlParser().ParseDocument(view.ToHtml());
        Assert.NotNull(page.QuerySelector("svg"));
        return page.Body!.TextContent;
    }
}
