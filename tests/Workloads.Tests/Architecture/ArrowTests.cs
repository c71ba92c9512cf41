namespace Workloads.Tests;

/// <summary>The library's folders stand in a row, and none knows one to its right; no topic knows another.</summary>
public sealed class ArrowTests
{
    private static readonly string[] Row =
        ["", "Html", "Charts", "Show", "Models", "Processes", "Python", "Measuring", "Serving", "Topics", "Programs"];

    private static readonly string Library = Path.Combine(Repository.Root, "src", "Workloads");

    private static readonly Lazy<IReadOnlyList<Arrow>> Arrows = new(() => SourceMap.Read(Library));

    [Fact]
    public void Every_folder_has_its_place_in_the_row() => Assert.Equal(
        Row.Skip(1).Order(StringComparer.Ordinal),
        Directory.EnumerateDirectories(Library).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal));

    [Fact]
    public void A_folder_knows_only_folders_to_its_left() => Assert.Equal("", Listed(PointsRight));

    [Fact]
    public void No_topic_knows_another() => Assert.Equal("", Listed(JoinsTopics));

    [Fact]
    public void An_arrow_to_the_right_is_seen_though_no_using_tells_of_it()
    {
        var arrows = SourceMap.Read(Library,
            ("Models/Wrong.cs",
                "internal static class Wrong { internal static object It => new Workloads.Measuring.InTurns { Ways = [] }; }"));

        Assert.Contains(arrows, arrow => arrow is { From: "Models", To: "Measuring/Turns" } && PointsRight(arrow));
    }

    private static string Listed(Func<Arrow, bool> wrong) =>
        string.Join('\n', Arrows.Value.Where(wrong).GroupBy(arrow => (arrow.From, arrow.To))
        .Select(arrows =>
            $"{arrows.Key.From} -> {arrows.Key.To}: {string.Join(", ", arrows.Select(arrow => arrow.Where).Distinct().Take(3))}"));

    private static bool PointsRight(Arrow arrow) => Array.IndexOf(Row, Top(arrow.To)) > Array.IndexOf(Row, Top(arrow.From));

    private static bool JoinsTopics(Arrow arrow) =>
        Top(arrow.From) == "Topics" && Top(arrow.To) == "Topics" && Topic(arrow.From) != Topic(arrow.To);

    private static string Top(string folder) => folder.Split('/')[0];

    private static string Topic(string folder) => folder.Split('/').ElementAtOrDefault(1) ?? "";
}
