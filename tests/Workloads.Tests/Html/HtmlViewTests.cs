using Workloads.Html;

namespace Workloads.Tests.Html;

public sealed class HtmlViewTests
{
    [Fact]
    public void A_registered_view_shows_a_type_and_those_derived_from_it()
    {
        HtmlView.Register<Animal>(animal => $"<p>{animal.Name}</p>");

        Assert.Equal("<p>dog</p>", new Dog().ToHtml());
    }

    [Fact]
    public void A_type_that_nobody_registered_a_view_for_is_shown_as_its_text()
    {
        Assert.Equal("<pre>a &lt;stone&gt;</pre>", new Stone().ToHtml());
        Assert.Equal("<pre>42</pre>", HtmlView.Of(42));
    }

    [Fact]
    public void Text_is_escaped_and_what_xml_forbids_is_replaced()
    {
        Assert.Equal("&lt;a&gt; &amp; &quot;b&quot; &#39;µ× 日本 😀", Markup.Encode("<a> & \"b\" 'µ× 日本 😀"));
        Assert.Equal("a\uFFFDb\uFFFDc\n", Markup.Encode("a\0b\uD800c\n"));
    }

    [Fact]
    public void Ids_are_never_the_same()
    {
        var ids = Enumerable.Range(0, 1000).AsParallel().Select(_ => Markup.NewId()).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(1000, ids.Count);
    }

    private abstract class Animal(string name) : IDisplayable
    {
        public string Name { get; } = name;

        public string ToHtml() => HtmlView.Of(this);
    }

    private sealed class Dog() : Animal("dog");

    private sealed class Stone : IDisplayable
    {
        public string ToHtml() => HtmlView.Of(this);

        public override string ToString() => "a <stone>";
    }
}
