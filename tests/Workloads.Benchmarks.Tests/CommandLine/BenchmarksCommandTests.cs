using Spectre.Console;
using Workloads.Benchmarks.CommandLine;
using Workloads.Benchmarks.Goals;
using Workloads.Interpreter;

namespace Workloads.Benchmarks.Tests.CommandLine;

public class BenchmarksCommandTests
{
    [Fact(Timeout = 30_000)]
    public async Task All_goals_are_measured_when_none_is_named()
    {
        (int code, string output) = await RunAsync(["goals"], Met("first"), Met("second"));

        Assert.Equal(0, code);
        Assert.Equal(
            """
            first           met     a call takes 3 ms [goal ≤ 5 ms]; elsewhere 7 ms
            second          met     a call takes 3 ms [goal ≤ 5 ms]; elsewhere 7 ms
            2 met, 0 missed, 0 skipped

            """,
            output);
    }

    [Fact(Timeout = 30_000)]
    public async Task Only_the_goals_named_are_measured()
    {
        FakeGoal other = Missed("other");

        (int code, string output) = await RunAsync(["goals", "wanted"], other, Met("wanted"));

        Assert.Equal(0, code);
        Assert.Equal(0, other.Measured);
        Assert.DoesNotContain("other", output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_unknown_goal_is_refused_with_the_list_before_anything_is_measured()
    {
        FakeGoal goal = Met("first");

        (int code, string output) = await RunAsync(["goals", "first", "nonsense"], goal, Met("second"));

        Assert.Equal(2, code);
        Assert.Equal(0, goal.Measured);
        Assert.Equal("There is no goal named 'nonsense'. There are: first, second.\n", output);
    }

    [Fact(Timeout = 30_000)]
    public async Task One_missed_goal_makes_the_exit_code_one_and_the_others_are_measured_still()
    {
        (int code, string output) = await RunAsync(["goals"], Missed("first"), Met("second"));

        Assert.Equal(1, code);
        Assert.EndsWith("1 met, 1 missed, 0 skipped\n", output, StringComparison.Ordinal);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("bogus")]
    [InlineData("goals", "--bogus")]
    [InlineData]
    [InlineData("suites")]
    public async Task Arguments_that_make_no_sense_end_with_two_and_a_line(params string[] arguments)
    {
        (int code, string output) = await RunAsync(arguments, Met("first"));

        Assert.Equal(2, code);
        Assert.NotEmpty(output);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Help_lists_the_goals()
    {
        (int code, string output) = await RunAsync(["goals", "--help"], Met("first"), Met("second"));

        Assert.Equal(0, code);
        Assert.Contains("first, second", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_goals_have_names_of_their_own()
    {
        string[] names = [.. Catalog.Goals.Select(goal => goal.Name)];

        Assert.Empty(new[] { "fib-native", "loop-speedup", "call-overhead", "runner", "chart", "sweep-overhead" }.Except(names));
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    internal static async Task<(int Code, string Output)> RunAsync(string[] arguments, params Goal[] goals)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        IAnsiConsole console =
            AnsiConsole.Create(new()
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new AnsiConsoleOutput(writer)
            });
        int code = await BenchmarksCommand.RunAsync(arguments, goals, console, TestContext.Current.CancellationToken);
        return (code, writer.ToString());
    }

    private static FakeGoal Met(string name) => new(name, () => FakeGoal.Taking(3));

    private static FakeGoal Missed(string name) => new(name, () => FakeGoal.Taking(9), () => FakeGoal.Taking(8));
}
