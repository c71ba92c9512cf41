using System.Text.Json;
using System.Text.RegularExpressions;
using Workloads.Notebooks.Documents;

namespace Workloads.Notebooks.Tests;

/// <summary>What every notebook keeps to, so that it runs in every host and reads like the others.</summary>
public partial class NotebookRulesTests
{
    private const string Setup = "setup.dib";

    public static TheoryData<string> Judged => [.. Tried];

    public static TheoryData<string> All => [.. RealNotebooks.Dibs];

    public static TheoryData<string> Opened => [.. RealNotebooks.Dibs.Where(name => name != Setup)];

    public static TheoryData<string> Experiments => [.. Tried];

    private static IEnumerable<string> Tried =>
        RealNotebooks.Dibs.Where(name => name != Setup && !name.StartsWith("charts/", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(All))]
    public void A_notebook_uses_nothing_that_some_host_lacks(string name) => Assert.All(Read(name), cell =>
    {
        Assert.Contains(cell.Kernel, (string[])["csharp", "markdown", "html", "mermaid"]);
        Assert.All(cell.Source.Split('\n').Where(line => line.StartsWith("#!", StringComparison.Ordinal)),
            line => Assert.StartsWith("#!import ", line, StringComparison.Ordinal));
        if (cell.Kernel == "csharp")
            Assert.DoesNotMatch(LesserHostsLack(), cell.Source);
    });

    [Theory]
    [MemberData(nameof(All))]
    public void A_cell_of_code_has_at_most_fifteen_lines_of_at_most_88_columns(string name) => Assert.All(
        Read(name).Where(cell => cell.Kernel == "csharp"),
        cell =>
        {
            Assert.InRange(cell.Source.Split('\n').Length, 1, 15);
            Assert.All(cell.Source.Split('\n'), line => Assert.InRange(line.Length, 0, 88));
        });

    /// <summary>Sentences are the library's: it has tests for their grammar and their edge cases.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void No_cell_of_code_composes_a_sentence_or_asks_what_is_missing(string name) => Assert.All(
        Read(name).Where(cell => cell.Kernel == "csharp"),
        cell =>
        {
            Assert.DoesNotMatch(Sentence(), cell.Source);
            Assert.DoesNotContain("is null ?", cell.Source, StringComparison.Ordinal);
        });

    [Fact]
    public void Setup_imports_at_most_five_namespaces() =>
        Assert.InRange(Read(Setup).Sum(cell => cell.Source.Split('\n').Count(line => line.StartsWith("using ", StringComparison.Ordinal))),
            1, 5);

    [Theory]
    [MemberData(nameof(Judged))]
    public void A_notebook_begins_with_a_title_the_library_and_its_parameters(string name)
    {
        var cells = Read(name);
        var code = cells.Where(cell => cell.Kernel == "csharp").Take(2).ToList();

        Assert.Equal("markdown", cells[0].Kernel);
        Assert.StartsWith("# ", cells[0].Source, StringComparison.Ordinal);
        Assert.Equal("#!import ../setup.dib", code[0].Source);
        Assert.Contains("// Parameters", code[1].Source, StringComparison.Ordinal);
        Assert.Contains("var preset = Preset.Quick;", code[1].Source, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Judged))]
    public void A_notebook_gives_the_verdicts_on_the_claims_that_it_tries(string name)
    {
        string code = string.Join('\n', Read(name).Where(cell => cell.Kernel == "csharp").Select(cell => cell.Source));

        Assert.All(ClaimsOf(name), claim => Assert.Matches($@"\bClaims\.{claim}\b", code));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_notebook_is_one_folder_deep_since_imports_resolve_against_that_folder(string name) =>
        Assert.True(name == Setup || name.Count(letter => letter == '/') == 1);

    [Fact]
    public void The_index_lists_every_notebook_and_no_other()
    {
        string index = File.ReadAllText(RealNotebooks.Path("README.md"));
        var listed = IndexedNotebook().Matches(index).Select(match => match.Groups["notebook"].Value).Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(RealNotebooks.Dibs.Where(name => name != Setup), listed);
    }

    [Theory]
    [MemberData(nameof(Opened))]
    public void The_executed_notebook_beside_it_has_the_same_cells(string name)
    {
        var executed = NotebookReader.Read(RealNotebooks.Path(System.IO.Path.ChangeExtension(name, ".ipynb")));

        Assert.Equal(Read(name).Select(WithoutPreset), executed.Cells.Select(WithoutPreset));
    }

    [Theory]
    [MemberData(nameof(Opened))]
    public void An_executed_notebook_holds_no_error_and_names_no_folder_of_the_machine_that_ran_it(string name)
    {
        string executed = File.ReadAllText(RealNotebooks.Path(System.IO.Path.ChangeExtension(name, ".ipynb")));

        Assert.DoesNotContain("\"output_type\": \"error\"", executed, StringComparison.Ordinal);
        Assert.DoesNotMatch(MachineFolder(), executed);
    }

    /// <summary>The claims that the catalogue says a notebook tries.</summary>
    private static IEnumerable<string> ClaimsOf(string name)
    {
        using var catalogue =
            JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(RealNotebooks.Repository, "src", "Workloads", "claims.json")));
        return [.. catalogue.RootElement.EnumerateArray().Where(claim => claim.GetProperty("notebook").GetString() == name)
            .Select(claim => claim.GetProperty("id").GetString()!)];
    }

    /// <summary>A run with another preset says so in its cell of parameters.</summary>
    private static (string Kernel, string Source) WithoutPreset(NotebookCell cell) =>
        (cell.Kernel, Preset().Replace(cell.Source, "Preset.Any;"));

    private static IReadOnlyList<NotebookCell> Read(string name) => NotebookReader.Read(RealNotebooks.Path(name)).Cells;

    [GeneratedRegex(@"\bdisplay\(|DisplayedValue|KernelInvocationContext|\bstring\?|#!share|#!set\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex LesserHostsLack();

    [GeneratedRegex(@"Preset\.(Smoke|Quick|Full);", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Preset();

    // An interpolated text that ends as sentences do, or that a callout is made of.
    [GeneratedRegex(@"Callout\.\w+\(|(?<!WriteLine\()\$""[^""\n]{60,}""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Sentence();

    // Not within an address or a longer path, and not in the repository's own texts.
    [GeneratedRegex(@"(?<![\w./-])(/(root|home|tmp|work|Users|var|usr|mnt|private)/\w|[A-Z]:\\{1,2}Users)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex MachineFolder();

    [GeneratedRegex(@"\]\((?<notebook>[\w./-]+\.dib)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000)]
    private static partial Regex IndexedNotebook();
}
