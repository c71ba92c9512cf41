using System.CommandLine;
using System.Text;
using BenchmarkDotNet.Running;
using Spectre.Console;
using Workloads.Benchmarks.Goals;
using Workloads.Benchmarks.Suites;
using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Benchmarks.CommandLine;

/// <summary>
/// The command line: <c>goals</c> measures whether the goals are met, <c>adviser</c> whether its predictions are right, <c>picture</c>
/// draws README's, <c>suites</c> hands over to BenchmarkDotNet.
/// </summary>
internal static class BenchmarksCommand
{
    /// <summary>The arguments, a goal's name among them, make no sense.</summary>
    public const int WrongArguments = 2;

    /// <summary>Runs one command line.</summary>
    /// <returns>The exit code: 0 for success, 1 when a goal is not met, 2 for wrong arguments.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, IReadOnlyList<Goal> goals, IAnsiConsole console,
        CancellationToken cancellationToken = default)
    {
        var root = new RootCommand("Measures how fast Workloads is.") { GoalsCommand(goals, console), AdviserCommand(console),
            PictureCommand(console), SuitesCommand(console) };
        // One line is one line, whatever the width: a terminal wraps it by itself, and a file keeps it whole.
        console.Profile.Width = int.MaxValue;
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                console.WriteLine(error.Message);
            return WrongArguments;
        }

        return await parsed.InvokeAsync(new() { Output = console.Profile.Out.Writer }, cancellationToken);
    }

    private static Command GoalsCommand(IReadOnlyList<Goal> goals, IAnsiConsole console)
    {
        var names = new Argument<string[]>("name")
        {
            Description = $"The goals to measure, all when none is named: {Listed(goals)}.",
            Arity = ArgumentArity.ZeroOrMore
        };
        var write = new Option<string?>("--write") { Description = "A file that gets the figures as a page, such as docs/performance.md." };
        var command = new Command("goals", "Prints a line for each goal; ends with 0 only when all of them are met.") { names, write };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string[] wanted = parsed.GetValue(names) ?? [];
            string? unknown = wanted.FirstOrDefault(name => !goals.Any(goal => goal.Name == name));
            if (unknown is not null)
            {
                console.WriteLine($"There is no goal named '{unknown}'. There are: {Listed(goals)}.");
                return WrongArguments;
            }

            string? page = parsed.GetValue(write);
            if (page is not null && !HasFolder(page, "--write ", console))
                return WrongArguments;

            IReadOnlyList<JudgedGoal> judged =
                await new GoalRunner(console).RunAsync([.. goals.Where(goal => wanted.Length == 0 || wanted.Contains(goal.Name))],
                    cancellationToken);
            if (page is not null)
                AtomicFile.Write(page,
                    Encoding.UTF8.GetBytes(PerformancePage.Of(judged, MachineFacts.Current, DateOnly.FromDateTime(DateTime.UtcNow))));
            return judged.All(goal => goal.Verdict == GoalVerdict.Met) ? 0 : 1;
        });
        return command;
    }

    private static Command AdviserCommand(IAnsiConsole console)
    {
        var tasks = new Option<int>("--tasks")
        {
            Description = "How many tasks are drawn, predicted and run.",
            DefaultValueFactory = _ => 60
        };
        var seed = new Option<int>("--seed") { Description = "What they are drawn with.", DefaultValueFactory = _ => 1 };
        tasks.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1_000)
                result.AddError($"--tasks {result.Tokens[0].Value}: from 1 to 1000 are drawn.");
        });
        var command = new Command("adviser",
            "Measures this machine's costs, predicts tasks drawn by chance, runs them, and prints the score.") { tasks, seed };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            MachineCosts costs = await MachineCosts.FindAsync(fresh: true, cancellationToken);
            AdviserCheck check =
                await AdviserCheck.RunAsync(costs, parsed.GetValue(tasks), parsed.GetValue(seed), cancellationToken: cancellationToken);
            console.WriteLine($"{costs}");
            console.WriteLine($"{check}");
            return 0;
        });
        return command;
    }

    private static Command PictureCommand(IAnsiConsole console)
    {
        var path = new Argument<string>("path")
        {
            Description = "The file, such as docs/scaling.svg; beside it, with -narrow in its name, the same for a narrow place.",
        };
        var command = new Command("picture",
            "Measures and draws README's picture: from which size on threads and processes pay, in .NET and in CPython. It takes some minutes.")
        {
            path,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string file = parsed.GetValue(path)!;
            if (!HasFolder(file, "", console))
                return WrongArguments;
            SweepResult result = await ReadmePicture.MeasureAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            ReadmePicture.Write(result, file);
            console.WriteLine(ReadmePicture.Of(result).Title);
            return 0;
        });
        return command;
    }

    private static bool HasFolder(string file, string option, IAnsiConsole console)
    {
        bool has = Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file)));
        if (!has)
            console.WriteLine($"{option}{file}: there is no such folder.");
        return has;
    }

    private static Command SuitesCommand(IAnsiConsole console)
    {
        var command = new Command("suites",
            "Runs BenchmarkDotNet suites; what follows is BenchmarkDotNet's own: --list flat, --filter '*Fibonacci*', --job short.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(parsed =>
        {
            if (parsed.UnmatchedTokens.Count == 0)
            {
                console.WriteLine("Say which: --list flat names them all, --filter '*' runs them all.");
                return WrongArguments;
            }

            // In this process: the programs that BenchmarkDotNet would build of this one would inherit the repository's build rules.
            var summaries = BenchmarkSwitcher.FromTypes([.. Catalog.Suites])
                .Run([.. parsed.UnmatchedTokens, "--inProcess"], new SuiteConfig());
            return summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
        });
        return command;
    }

    private static string Listed(IEnumerable<Goal> goals) => string.Join(", ", goals.Select(goal => goal.Name));
}
