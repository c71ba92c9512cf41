using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Workloads.Topics;

namespace Workloads.Tests;

public partial class ClaimsTests
{
    public static TheoryData<string> Ids => [.. Claims.All.Select(claim => claim.Id)];

    [Fact]
    public void There_are_67_in_the_documents_order()
    {
        var expected = new[] { ('A', 14), ('B', 19), ('C', 11), ('D', 13), ('E', 10) }
            .SelectMany(document => Enumerable.Range(1, document.Item2).Select(number => $"{document.Item1}{number}")).ToList();

        Assert.Equal(67, expected.Count);
        Assert.Equal(expected, Claims.All.Select(claim => claim.Id));
    }

    [Fact]
    public void Each_is_a_property_of_its_name()
    {
        var properties = typeof(Claims).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(Claim)).ToList();

        Assert.Equal(Claims.All.Select(claim => claim.Id).Order(StringComparer.Ordinal),
            properties.Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.All(properties, property => Assert.Same(Claims.Named(property.Name), property.GetValue(null)));
    }

    [Fact]
    public void A_claim_is_found_by_its_id_in_small_letters_too() => Assert.Same(Claims.B12, Claims.Named("b12"));

    [Theory]
    [InlineData("A15")]
    [InlineData("")]
    public void An_unknown_id_is_refused_with_those_there_are(string id)
    {
        var refusal = Assert.Throws<ArgumentException>(() => Claims.Named(id));

        Assert.Contains($"'{id}'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("A1, A2, ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("E10", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_claim_is_one_short_sentence_of_its_document(string id)
    {
        var claim = Claims.Named(id);

        Assert.Equal($"00{id[0] - 'A'}", claim.Document);
        Assert.InRange(claim.Text.Length, 20, 160);
        Assert.EndsWith(".", claim.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(". ", claim.Text, StringComparison.Ordinal);
        Assert.NotEmpty(claim.Section);
    }

    [Fact]
    public void A_document_has_one_title() =>
        Assert.Equal(5, Claims.All.Select(claim => (claim.Document, claim.Title)).Distinct().Count());

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_figure_has_a_unit_and_says_what_it_is_of(string id) => Assert.All(Claims.Named(id).Figures, figure =>
    {
        Assert.NotEmpty(figure.What);
        Assert.NotEmpty(figure.Unit);
        Assert.True(figure.Value > 0);
    });

    [Theory]
    [MemberData(nameof(Ids))]
    public void Its_notebook_and_its_topic_are_there(string id)
    {
        var claim = Claims.Named(id);

        Assert.True(File.Exists(NotebookOf(claim)), $"There is no notebook {claim.Notebook}.");
        Assert.True(Directory.Exists(Path.Combine(Repository.Root, "src", "Workloads", "Topics", claim.Topic))
            || claim.Topic == "TaskQueues",
            $"There is no topic {claim.Topic}.");
    }

    [Fact]
    public void They_lie_beside_the_library_as_they_are_in_it()
    {
        using var beside = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "claims.json")));

        Assert.Equal(Claims.All.Select(claim => claim.Text),
            beside.RootElement.EnumerateArray().Select(claim => claim.GetProperty("claim").GetString()));
    }

    [Fact]
    public void The_notebooks_index_has_each_under_its_section_with_its_notebook()
    {
        var expected = Claims.All.Select(claim => (claim.Id, Document: $"{claim.Document}: {claim.Title}", claim.Section, claim.Text,
            Link: File.Exists(NotebookOf(claim)) ? claim.Notebook : "")).OrderBy(line => line.Id, StringComparer.Ordinal);

        var indexed = Indexed().OrderBy(line => line.Id, StringComparer.Ordinal);

        Assert.Equal(expected, indexed);
    }

    private static string NotebookOf(Claim claim) => Path.Combine(Repository.Root, "notebooks", claim.Notebook);

    private static IEnumerable<(string Id, string Document, string Section, string Text, string Link)> Indexed()
    {
        var (document, section) = ("", "");
        foreach (string line in File.ReadLines(Path.Combine(Repository.Root, "notebooks", "README.md")))
        {
            if (line.StartsWith("### ", StringComparison.Ordinal))
                (document, section) = (line[4..], "");
            else if (line.StartsWith("#### ", StringComparison.Ordinal))
                section = line[5..];
            else if (ClaimLine().Match(line) is { Success: true } match)
                yield return (match.Groups["id"].Value, document, section, match.Groups["text"].Value, match.Groups["link"].Value);
        }
    }

    [GeneratedRegex(@"^- (?<id>[A-E]\d+): (?<text>.+\.) (\[[^\]]+\]\((?<link>[^)]+)\)|`.+)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex ClaimLine();
}
