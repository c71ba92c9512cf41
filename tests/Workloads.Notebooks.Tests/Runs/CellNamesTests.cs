using Workloads.Notebooks.Runs;

namespace Workloads.Notebooks.Tests.Runs;

public class CellNamesTests
{
    [Theory]
    [InlineData("var a = 1; int b = 2, c;", "a b c")]
    [InlineData("var (a, b) = (1, 2);", "a b")]
    [InlineData("if (x is int a) { var inner = 1; }", "a")]
    [InlineData("int.TryParse(s, out var a);", "a")]
    [InlineData("class A { int member; } record B(int P); enum C { D } delegate void E();", "A B C E")]
    [InlineData("int F(int p) { var inner = p; return inner; }", "F")]
    [InlineData("var f = (int p) => { var inner = p; return inner; };", "f")]
    [InlineData("foreach (var item in items) { }", "")]
    public void What_later_cells_can_name_is_what_stands_at_the_top_level(string source, string names)
    {
        Assert.Equal(names, string.Join(' ', new CellNames(source).Declared.Select(name => name.Name)));
    }

    [Theory]
    [InlineData("a.b(c: d)[e]", "a d e")]
    [InlineData("new A { b = c }", "A c")]
    [InlineData("$\"{a}\"", "a")]
    [InlineData("List<A> b; b?.c.d();", "A List")]
    [InlineData("items.Select(item => item + other)", "items other")]
    [InlineData("from n in ns let m = n where m > k select m", "k ns")]
    [InlineData("var a = b; a", "b")]
    [InlineData("new { a = b, c }", "b c")]
    [InlineData("\"a\" // b", "")]
    public void What_a_cell_needs_is_what_it_looks_up_and_does_not_declare(string source, string names)
    {
        Assert.Equal(names, string.Join(' ', new CellNames(source).Used.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("#!import x.dib", true)]
    [InlineData("#r \"x.dll\"", true)]
    [InlineData("using A;\n1", true)]
    [InlineData("1", false)]
    public void What_brings_names_that_its_text_does_not_tell_is_known(string source, bool brings)
    {
        Assert.Equal(brings, new CellNames(source).BringsMore);
    }
}
