namespace Workloads.Tests;

/// <summary>The library's folders stand in a row, and none knows one to its right; no topic knows another.</summary>
public sealed class ArrowTests
{
    private static readonly string[] Row =
        ["", "Html", "Charts", "Show", "Models", "Processes", "Python", "Measuring", "Serving", "Topics", "Programs"];

    private static readonly Lazy<IReadOnlyList<Arrow>> Arrows = new(() => SourceMap.Read(Library));

    private static string Library { get; } = Path.Combine(Repository.Root, "src", "Workloads");

    [Fact]
    public void Every_folder_has_its_place_in_the_row() => Assert.Equal(
        Row.Skip(1).Order(StringComparer.Ordinal),
        Directory.EnumerateDirectories(Library).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal));

    [Fact]
    public void A_folder_knows_only_folders_to_its_left() => Assert.Empty(Arrows.Value.Where(PointsRight));

    [Fact]
    public void No_topic_knows_another() => Assert.Empty(Arrows.Value.Where(JoinsTopics));

    private static bool PointsRight(Arrow arrow) => Array.IndexOf(Row, Top(arrow.To)) > Array.IndexOf(Row, Top(arrow.From));

    private static bool JoinsTopics(Arrow arrow) =>
        Top(arrow.From) == "Topics" && Top(arrow.To) == "Topics" && Topic(arrow.From) != Topic(arrow.To);

    private static string Top(string folder) => folder.Split('/')[0];

    private static string Topic(string folder) => folder.Split('/').ElementAtOrDefault(1) ?? "";
}
