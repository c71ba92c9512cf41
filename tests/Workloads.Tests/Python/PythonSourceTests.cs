using Workloads.Python;

namespace Workloads.Tests;

public class PythonSourceTests
{
    [Theory]
    [InlineData("primes")]
    [InlineData("models/threads")]
    public void A_script_is_shown_folded_with_its_text(string script)
    {
        PythonSource source = PythonSource.Of(script);

        string html = source.ToHtml();

        Assert.StartsWith("<details", html, StringComparison.Ordinal);
        Assert.Contains($"python/{script}.py", html, StringComparison.Ordinal);
        Assert.Contains("import", source.Text, StringComparison.Ordinal);
        Assert.Contains("def run(", PythonSource.Of("models/threads").ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_that_is_not_there_is_answered_with_those_that_are()
    {
        var refusal = Assert.Throws<ArgumentException>(() => PythonSource.Of("prime"));

        Assert.Contains("primes", refusal.Message, StringComparison.Ordinal);
    }
}
