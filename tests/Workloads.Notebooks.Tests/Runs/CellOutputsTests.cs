using Workloads.Notebooks.Hosting;
using Workloads.Notebooks.Runs;

namespace Workloads.Notebooks.Tests.Runs;

public class CellOutputsTests
{
    private const int Many = 5_000;

    private static readonly string Line = new string('x', 4_999) + "\n";

    [Fact]
    public void A_cell_that_writes_to_both_streams_in_turn_keeps_no_more_than_one_that_writes_to_one()
    {
        var outputs = new CellOutputs();

        outputs.AddText(false, "first\n");
        for (var i = 0; i < Many; i++)
            outputs.AddText(i % 2 == 0, Line);
        outputs.AddText(true, "last\n");

        AssertCapped(outputs);
    }

    [Fact]
    public void A_cell_that_shows_values_between_what_it_writes_keeps_no_more_either()
    {
        var outputs = new CellOutputs();

        outputs.AddText(false, "first\n");
        for (var i = 0; i < Many; i++)
        {
            outputs.AddText(false, Line);
            outputs.Add(isResult: false, [new MimeText("text/plain", "shown")]);
        }

        outputs.AddText(true, "last\n");

        AssertCapped(outputs);
        Assert.Equal(Many, outputs.LeftOut + outputs.Snapshot().OfType<ValueOutput>().Count());
    }

    [Fact]
    public void Text_after_more_values_than_a_page_holds_is_kept_all_the_same()
    {
        var outputs = new CellOutputs();

        for (var i = 0; i < Many; i++)
            outputs.Add(isResult: false, [new MimeText("text/plain", "shown")]);
        outputs.AddText(false, "written ");
        outputs.AddText(true, "with an error ");
        outputs.AddText(false, "at last");

        var texts = outputs.Snapshot().OfType<StreamOutput>().Select(stream => (stream.IsError, stream.Text.ToString()));
        Assert.Equal([(false, "written at last"), (true, "with an error ")], texts);
    }

    [Fact]
    public void A_value_that_takes_another_ones_place_counts_for_it_and_one_that_is_too_long_does_not_take_it()
    {
        var outputs = new CellOutputs();
        var half = new MimeText("text/html", new string('x', 16_000_000));
        var first = outputs.Add(isResult: false, [half])!;
        var second = outputs.Add(isResult: false, [new MimeText("text/html", "short")])!;

        outputs.Replace(second, [half, half]);
        Assert.Equal(1, outputs.LeftOut);
        Assert.Equal("short", Assert.Single(second.Values).Text);

        outputs.Replace(first, []);
        outputs.Replace(second, [half, half]);
        Assert.Equal(1, outputs.LeftOut);
        Assert.Equal(2, second.Values.Count);
    }

    [Fact(Timeout = 180_000)]
    public async Task What_a_cell_writes_while_its_page_is_written_does_no_harm()
    {
        var outputs = new CellOutputs();
        using var done = new CancellationTokenSource();
        var writing = Task.Run(() =>
        {
            for (var i = 0; !done.IsCancellationRequested; i++)
                outputs.AddText(i % 1_000 == 0, Line);
        });

        for (var i = 0; i < 200; i++)
            Assert.All(outputs.Snapshot().OfType<StreamOutput>(),
                stream => Assert.InRange(stream.Text.ToString().Length, 1, CellOutputs.TextLimit + 100));
        await done.CancelAsync();
        await writing;
    }

    private static void AssertCapped(CellOutputs outputs)
    {
        var streams = outputs.Snapshot().OfType<StreamOutput>().ToList();
        var texts = streams.Select(stream => stream.Text.ToString()).ToList();
        Assert.Equal(CellOutputs.TextLimit, streams.Sum(stream => stream.Text.Length));
        Assert.Equal((Many * Line.Length) + "first\nlast\n".Length - CellOutputs.TextLimit, streams.Sum(stream => stream.Text.LeftOut));
        Assert.InRange(texts.Sum(text => text.Length), CellOutputs.TextLimit, CellOutputs.TextLimit + (100 * texts.Count));
        Assert.StartsWith("first\nxxx", string.Concat(texts), StringComparison.Ordinal);
        Assert.EndsWith("xxx\nlast\n", string.Concat(texts.OrderBy(text => text.EndsWith("last\n", StringComparison.Ordinal))),
            StringComparison.Ordinal);
        Assert.All(streams.Zip(texts),
            pair => Assert.Equal(pair.First.Text.LeftOut > 0, pair.Second.Contains("characters left out", StringComparison.Ordinal)));
    }
}
