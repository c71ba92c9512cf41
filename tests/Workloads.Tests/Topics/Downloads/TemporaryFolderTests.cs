using System.Diagnostics;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class TemporaryFolderTests
{
    private readonly string _prefix = $"workloads-test-{Guid.NewGuid():N}-";

    private IEnumerable<string> Left => Directory.EnumerateFileSystemEntries(Path.GetTempPath(), _prefix + "*");

    [Fact]
    public void It_is_there_while_it_is_used_and_gone_with_all_that_was_in_it()
    {
        using (var folder = new TemporaryFolder(_prefix))
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, "inner"));
            File.WriteAllText(Path.Combine(folder.Path, "inner", "file"), "text");
            Assert.True(Directory.Exists(folder.Path));
        }

        Assert.Empty(Left);
    }

    [Fact]
    public void What_a_killed_process_left_is_removed_and_what_is_in_use_is_not()
    {
        string left = Path.Combine(Path.GetTempPath(), _prefix + "left");
        Directory.CreateDirectory(left);
        File.WriteAllText(Path.Combine(left, "FR.svg"), "half");
        File.WriteAllText(left + ".lock", "");

        // Where another test starts a program just now, its child holds every lock of this process until it has become that program.
        for (var clock = Stopwatch.StartNew(); Directory.Exists(left) && clock.Elapsed < TimeSpan.FromSeconds(30); Thread.Sleep(1))
            new TemporaryFolder(_prefix).Dispose();

        using var used = new TemporaryFolder(_prefix);
        using (var next = new TemporaryFolder(_prefix))
        {
            Assert.False(Directory.Exists(left));
            Assert.False(File.Exists(left + ".lock"));
            Assert.True(Directory.Exists(used.Path));
            Assert.NotEqual(used.Path, next.Path);
        }

        Assert.True(Directory.Exists(used.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("a/b")]
    public void A_prefix_that_is_no_part_of_a_name_is_refused(string prefix) =>
        Assert.Throws<ArgumentException>(() => new TemporaryFolder(prefix));
}
