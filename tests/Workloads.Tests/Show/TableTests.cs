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

    [Fact]
    public void Numbers_of_a_column_stand_with_their_points_below_each_other()
    {
        var table = new Table("", [new("time") { Unit = Unit.Seconds }, new("ratio") { Unit = Unit.Ratio }],
            [[0.0123, 1.0], [4.5, 20.26], [12e-6, double.NaN]]);

        string[] cells = [.. new HtmlParser().ParseDocument(table.ToHtml()).QuerySelectorAll("td").Select(cell => cell.InnerHtml)];

        Assert.Equal(["12.3 <i>ms</i>", "1\u2008\u2007×", "4.5 <i>s</i>", "20.3×", "12\u2008\u2007 <i>µs</i>", "n/a"],
            cells.Select(cell => cell.Replace("<i>n/a</i>", "n/a", StringComparison.Ordinal)));
    }

    [Fact]
    public void In_a_table_by_rows_bars_and_what_stands_out_compare_the_numbers_of_a_row()
    {
        var table = new Table("",
            [new("calls"), new("a") { Bars = true, Best = Best.Lowest }, new("b") { Bars = true, Best = Best.Lowest }],
            [["x", 1, 4], ["y", 30, 15]]) { ByRow = true };

        var cells = new HtmlParser().ParseDocument(table.ToHtml()).QuerySelectorAll("td.r");

        Assert.Equal(["--b:25%", "--b:100%", "--b:100%", "--b:50%"], cells.Select(cell => cell.GetAttribute("style")));
        Assert.Equal(["1", "15"], cells.Where(cell => cell.ClassList.Contains("best")).Select(cell => cell.TextContent));
    }

    [Fact]
    public void Many_raw_rows_are_packed_and_come_out_whole()
    {
        string csv = "n,text\n" + string.Concat(Enumerable.Range(0, 2000).Select(row => $"{row},\"a, \"\"b\"\"\"\n"));

        var page = new HtmlParser().ParseDocument((Costs with { Csv = csv }).ToHtml());

        string address = page.QuerySelector("details a[download='rows.csv.gz']")!.GetAttribute("href")!;
        using var unpacked =
            new StreamReader(new System.IO.Compression.GZipStream(new MemoryStream(Convert.FromBase64String(address.Split(',')[1])),
                System.IO.Compression.CompressionMode.Decompress));
        Assert.Equal(csv, unpacked.ReadToEnd());
        Assert.Equal("2,000 raw rows", page.QuerySelector("summary")!.TextContent);
    }
}
