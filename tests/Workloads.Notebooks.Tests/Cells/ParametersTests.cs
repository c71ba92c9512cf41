using Workloads.Notebooks.Cells;
using Workloads.Notebooks.CommandLine;
using Workloads.Notebooks.Documents;

namespace Workloads.Notebooks.Tests.Cells;

public class ParametersTests
{
    private const string Source = """
        // Parameters: change a value and run on.
        var full = false;                        // the quick preset; true: the full one
        long[] sizes = full ? [10, 15] : [5, 10];
        var callers = full ? 1_000 : 200;
        double share = 0.5;
        var name = "a";
        var wait = TimeSpan.FromSeconds(2);
        var list = new[] { 1, 2 };
        int a = 1, b = 2;
        """;

    private static string Apply(string source, string? preset, params (string Name, string Value)[] values)
    {
        NotebookDocument document = new("/x/a.dib", [new("markdown", "# A"), new("csharp", source), new("csharp", "callers")]);
        return new Parameters([.. values.Select(v => KeyValuePair.Create(v.Name, v.Value))], preset).Apply([document])[0].Cells[1].Source;
    }

    [Theory]
    [InlineData("callers", "0", "var callers = 0;")]
    [InlineData("callers", "-1_000", "var callers = -1000;")]
    [InlineData("sizes", "1,2, 3", "long[] sizes = [1, 2, 3];")]
    [InlineData("sizes", "[]", "long[] sizes = [];")]
    [InlineData("share", "2", "double share = 2.0;")]
    [InlineData("name", "it's \"b\"", "var name = \"it's \\\"b\\\"\";")]
    [InlineData("wait", "1500ms", "var wait = TimeSpan.Parse(\"00:00:01.5000000\");")]
    [InlineData("list", "4", "var list = new int[] { 4 };")]
    [InlineData("full", "True", "var full = true;                        // the quick preset; true: the full one")]
    [InlineData("b", "7", "int a = 1, b = 7;")]
    public void A_value_takes_the_initial_ones_place_and_the_rest_of_the_line_stays(string name, string value, string line)
    {
        var source = Apply(Source, preset: null, (name, value));

        Assert.Contains(line, source.Split('\n'));
        Assert.Equal(Source.Split('\n').Length - 1, source.Split('\n').Intersect(Source.Split('\n'), StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("rounds", "0", "var rounds = 0;")]
    [InlineData("share", "0.5", "var share = 0.5;")]
    [InlineData("time", "5ms", "var time = TimeSpan.Parse(\"00:00:00.0050000\");")]
    [InlineData("sizes", "1,2", "var sizes = new int[] { 1, 2 };")]
    public void What_the_preset_chooses_can_be_set_too_and_what_the_cell_uses_may_come_before_its_heading(string name, string value,
        string line)
    {
        const string source = """
            using System.Threading;

            // Parameters: change a value and run on.
            var preset = Preset.Quick;
            var rounds = preset.Of(1, 9, 25);
            var share = preset.Of(0, 0.25, 1);
            var time = TimeSpan.FromMilliseconds(preset.Of(2, 20, 100));
            var sizes = preset.Of<int[]>([1], [2, 3], [4]);
            """;

        string applied = Apply(source, Parameters.Smoke, (name, value));

        Assert.Contains(line, applied.Split('\n'));
        Assert.Contains("var preset = Preset.Smoke;", applied.Split('\n'));
    }

    [Theory]
    [InlineData("callers", "many", "int")]
    [InlineData("callers", "3000000000", "from -2147483648 to 2147483647")]
    [InlineData("sizes", "1,x", "'x'")]
    [InlineData("full", "yes", "true or false")]
    [InlineData("share", "NaN", "a number")]
    [InlineData("wait", "soon", "500ms")]
    public void A_value_of_another_type_is_refused_with_what_is_allowed(string name, string value, string said)
    {
        var e = Assert.Throws<UsageException>(() => Apply(Source, preset: null, (name, value)));

        Assert.StartsWith($"--set {name}={value}:", e.Message, StringComparison.Ordinal);
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_that_no_notebook_has_is_refused_with_those_there_are()
    {
        var e = Assert.Throws<UsageException>(() => Apply(Source, preset: null, ("nonsense", "1")));

        Assert.Contains("there are: a, b, callers, full, list, name, share, sizes, wait", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_full_preset_is_a_parameter_like_any_other()
    {
        Assert.Contains("var full = true;", Apply(Source, Parameters.Full), StringComparison.Ordinal);
        Assert.Contains("var full = false;", Apply(Source, Parameters.Full, ("full", "false")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Parameters.Smoke, "var preset = Preset.Smoke;")]
    [InlineData(Parameters.Full, "var preset = Preset.Full;")]
    [InlineData(null, "var preset = Preset.Quick;")]
    public void A_preset_that_is_asked_for_takes_the_place_of_the_notebooks_own(string? preset, string line)
    {
        const string source = "// Parameters\nvar preset = Preset.Quick;  // Smoke, Quick or Full\nvar full = false;";

        Assert.Equal($"// Parameters\n{line}  // Smoke, Quick or Full\nvar full = false;", Apply(source, preset));
    }

    [Fact]
    public void A_preset_is_a_parameter_with_three_values()
    {
        const string source = "// Parameters\nPreset preset = Preset.Quick;";

        var e = Assert.Throws<UsageException>(() => Apply(source, preset: null, ("preset", "slow")));

        Assert.Equal("// Parameters\nPreset preset = Preset.Smoke;", Apply(source, Parameters.Full, ("preset", "smoke")));
        Assert.Contains("Smoke, Quick or Full", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("// parameters\nvar n = 1;")]
    [InlineData("//Parameters of the run\nvar n = 1;")]
    public void The_cell_is_found_by_its_heading(string source)
    {
        Assert.Contains("var n = 2;", Apply(source, preset: null, ("n", "2")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_longer_than_anybody_writes_is_replaced_like_any_other()
    {
        var source = $"// Parameters\nvar n = {string.Concat(Enumerable.Repeat("1 + ", 100_000))}1;";

        Assert.Equal("// Parameters\nvar n = 2;", Apply(source, preset: null, ("n", "2")));
    }

    [Fact]
    public void A_cell_without_the_heading_has_no_parameters()
    {
        var e = Assert.Throws<UsageException>(() => Apply("var n = 1;", preset: null, ("n", "2")));

        Assert.Contains("there are none", e.Message, StringComparison.Ordinal);
    }
}
