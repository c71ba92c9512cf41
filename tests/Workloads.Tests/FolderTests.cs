using System.Text.RegularExpressions;

namespace Workloads.Tests;

/// <summary>The library's folders stand in a row, and none knows one to its right.</summary>
public partial class FolderTests
{
    private static readonly string[] Row =
    [
        "Html", "Charts", "Coroutines", "Execution", "Processes", "Python", "Interpreter", "Sharing", "Network", "Starvation",
        "Spinners", "Statements", "DataWork", "Primes", "History", "Measurement", "Display",
    ];

    public static TheoryData<string> Folders => [.. Row];

    private static string Library { get; } = Path.Combine(Repository.Root, "src", "Workloads");

    [Fact]
    public void Every_folder_has_its_place_in_the_row() =>
        Assert.Equal(Row.Order(StringComparer.Ordinal), Directory.EnumerateDirectories(Library).Select(folder => Path.GetFileName(folder)).Except(["bin", "obj"]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_knows_only_folders_to_its_left(string folder) => Assert.All(
        Directory.EnumerateFiles(Path.Combine(Library, folder), "*.cs", SearchOption.AllDirectories),
        file => Assert.All(
            Using().Matches(File.ReadAllText(file)).Select(match => match.Groups["folder"].Value),
            known => Assert.InRange(Array.IndexOf(Row, known), 0, Array.IndexOf(Row, folder))));

    [GeneratedRegex(@"^using (static )?Workloads\.(?<folder>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Using();
}
