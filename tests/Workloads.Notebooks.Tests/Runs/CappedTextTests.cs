using Workloads.Notebooks.Runs;

namespace Workloads.Notebooks.Tests.Runs;

public class CappedTextTests
{
    [Fact]
    public void A_short_text_is_kept_whole()
    {
        var text = new CappedText(new TextCap(100));
        foreach (var piece in (string[])["one ", "two ", new string('x', 80)])
            text.Append(piece);

        Assert.Equal("one two " + new string('x', 80), text.ToString());
    }

    [Fact]
    public void Of_a_long_one_the_beginning_and_the_end_are_kept_and_the_rest_is_counted()
    {
        var text = new CappedText(new TextCap(10));

        text.Append("abcdefg");
        for (var i = 0; i < 1000; i++)
            text.Append("..");
        text.Append("vwxyz");

        Assert.Equal("abcde\n… 2,002 characters left out …\nvwxyz", text.ToString());
        Assert.InRange(text.Length, 10, 20);
    }
}
