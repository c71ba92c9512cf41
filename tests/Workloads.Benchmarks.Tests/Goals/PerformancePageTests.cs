using Workloads.Benchmarks.Goals;
using Workloads.Benchmarks.Tests.CommandLine;
using Workloads.Measuring;

namespace Workloads.Benchmarks.Tests.Goals;

public class PerformancePageTests
{
    [Fact(Timeout = 30_000)]
    public async Task One_command_writes_each_figure_with_its_goal_and_what_is_missed_stands_there()
    {
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.md");
        try
        {
            var missed = new FakeGoal("slow", () => FakeGoal.Taking(9), () => FakeGoal.Taking(8));
            await BenchmarksCommandTests.RunAsync(["goals", "--write", file], new FakeGoal("fast", () => FakeGoal.Taking(4)), missed);
            string page = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

            Assert.Contains(PerformancePage.Head + "| `fast` | a call takes | 4 ms | ≤ 5 ms | met |\n| `slow` | a call takes | 8 ms | ≤ 5 ms | **missed** |\n", page, StringComparison.Ordinal);
            Assert.Contains("- `fast`: elsewhere 7 ms\n", page, StringComparison.Ordinal);
            Assert.Contains(MachineFacts.Current.Summary, page, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task A_folder_that_is_not_there_is_named_before_anything_is_measured()
    {
        var goal = new FakeGoal("fast", () => FakeGoal.Taking(4));

        (int code, string output) = await BenchmarksCommandTests.RunAsync(["goals", "--write", "nowhere/page.md"], goal);

        Assert.Equal((2, 0), (code, goal.Measured));
        Assert.Contains("--write nowhere/page.md: there is no such folder.", output, StringComparison.Ordinal);
    }
}
