using Workloads.Notebooks.Pages;

namespace Workloads.Notebooks.Tests.Pages;

public sealed class RepeatedTests
{
    [Fact]
    public void A_page_keeps_each_style_and_each_script_in_its_first_place_only()
    {
        var html = Repeated.Once(
            "<p><style>a{}</style>1<script>f()</script></p><p><style>a{}</style>2<script>f()</script><script>g()</script><style>b{}</style></p><script type=\"x\">f()</script><script type=\"x\">f()</script>");

        Assert.Equal(
            "<p><style>a{}</style>1<script>f()</script></p><p>2<script>g()</script><style>b{}</style></p><script type=\"x\">f()</script><script type=\"x\">f()</script>", html);
    }

    [Fact]
    public void An_output_keeps_the_styles_that_no_earlier_one_had_and_all_of_its_scripts()
    {
        HashSet<string> seen = new(StringComparer.Ordinal);

        Assert.Equal("<style>a{}</style>1<script>f()</script>",
            Repeated.StylesOnce("<style>a{}</style>1<style>a{}</style><script>f()</script>", seen));
        Assert.Equal("2<style>b{}</style><script>f()</script>",
            Repeated.StylesOnce("<style>a{}</style>2<style>b{}</style><script>f()</script>", seen));
    }
}
