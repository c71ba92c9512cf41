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
            var missed = new FakeGoal("slow", () => FakeGoal.Taking(9), () => FakeGoal.Taking(8)) { MissedBecause = "it is young" };
            var skipped = new FakeGoal("absent", () => throw new GoalSkippedException("no compiler is here"));
            await BenchmarksCommandTests.RunAsync(["goals", "--write", file], new FakeGoal("fast", () => FakeGoal.Taking(4)), missed,
                skipped);
            string page = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

            Assert.Contains(
                PerformancePage.Head + """
                | `fast` | a call takes | 4 ms | 3 ms to 5 ms | ≤ 5 ms |  |  |  | met |
                | `slow` | a call takes | 8 ms | 7 ms to 9 ms | ≤ 5 ms |  |  |  | **missed** |
                | `absent` |  |  |  |  |  |  |  | skipped |

                """,
                page, StringComparison.Ordinal);
            Assert.EndsWith("- `fast`: elsewhere 7 ms\n- `slow`: elsewhere 7 ms; missed: it is young\n- `absent`: no compiler is here\n",
                page, StringComparison.Ordinal);
            Assert.Contains(MachineFacts.Current.Summary, page, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task The_page_in_the_repository_has_every_goal_in_the_order_in_which_they_are_measured()
    {
        string page = await File.ReadAllTextAsync(Path.Combine(Repository.Root!, "docs", "performance.md"),
            TestContext.Current.CancellationToken);

        string[] rows = page[(page.IndexOf(PerformancePage.Head, StringComparison.Ordinal) + PerformancePage.Head.Length)..].Split(
            "\n\n")[0].Split('\n');
        Assert.Equal(Catalog.Goals.Select(goal => $"`{goal.Name}`"), rows.Select(row => row.Split(' ')[1]).Distinct());
        Assert.Contains($"```\n{PerformancePage.Command}\n```\n", page, StringComparison.Ordinal);
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
