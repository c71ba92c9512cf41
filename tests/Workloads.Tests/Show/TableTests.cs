using AngleSharp.Html.Parser;
using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Show;

namespace Workloads.Tests;

public sealed class TableTests
{
    private static readonly Table Costs = Table.Of(
        "Cost <per> call",
        new[] { ("thread pool", 47e-9, 1000), ("parallel loop", 0.66e-9, 2_000_000) },
        ("model", row => row.Item1),
        ("time", row => row.Item2),
        ("calls", row => row.Item3)).In("time", Unit.Seconds, Best.Lowest) with { Caption = "2 cores" };

    [Fact]
    public void A_console_shows_aligned_columns()
    {
        Assert.Equal(
            """
            Cost <per> call
            model             time      calls
            ─────────────  ───────  ─────────
            thread pool      47 ns      1,000
            parallel loop  0.66 ns  2,000,000
            2 cores
            """.ReplaceLineEndings("\n"),
            Costs.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_notebook_shows_a_table_with_its_best_number_emphasised()
    {
        var page = new HtmlParser().ParseDocument(Costs.ToHtml());

        Assert.Equal("Cost <per> call", page.QuerySelector("caption")!.TextContent);
        Assert.Equal(["model", "time", "calls"], page.QuerySelectorAll("thead th").Select(cell => cell.TextContent));
        Assert.Equal("0.66 ns", Assert.Single(page.QuerySelectorAll("td.best")).TextContent);
        Assert.Equal(2, page.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public void Cells_that_are_missing_are_dashes()
    {
        var table = new Table("", [new("a"), new("b")], [[null], [1, double.NaN]]);

        Assert.Equal("a    b\n─  ───\n–    –\n1  n/a", table.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_column_that_is_not_there_is_refused_with_those_that_are()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Costs.In("price"));

        Assert.StartsWith("There is no column 'price'. There are: model, time, calls.", refusal.Message, StringComparison.Ordinal);
    }
}
