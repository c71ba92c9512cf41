using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Workloads.Interpreter;
using Workloads.Processes;
using Workloads.Topics;

namespace Workloads.Tests;

public class ChildProcessTests
{
    private const int Limit = 120_000;

    /// <summary>A time limit is doubled up to here where a busy machine did not let a child get anywhere within it.</summary>
    private static readonly TimeSpan s_mostPatience = TimeSpan.FromSeconds(16);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ChildProcessTests() => Tools.Need("sh");

    [Fact(Timeout = Limit)]
    public async Task A_child_can_be_looked_at_until_it_ends()
    {
        await using ChildProcess child = ChildProcess.Start(new("sh", "-c", "read line; exit 7"), "go\n"u8.ToArray());

        while (child.Poll() is null)
            await Task.Delay(1, Token);

        Assert.Equal(7, child.Poll());
        Assert.Equal(ChildEnding.Failed, (await child.WaitAsync(cancellationToken: Token)).Ending);
    }

    [Fact(Timeout = Limit)]
    public async Task A_child_that_waits_for_its_input_is_still_running_when_it_is_looked_at()
    {
        await using ChildProcess child = ChildProcess.Start(new("sleep", "30"));

        int? exitCode = child.Poll();

        Assert.Null(exitCode);
        Assert.True(ChildProcess.IsRunning(child.Id));
    }

    [Fact(Timeout = Limit)]
    public async Task Both_outputs_and_the_exit_code_are_kept()
    {
        ChildResult result = await new Command("sh", "-c", "echo out; echo err >&2; exit 3").RunAsync(cancellationToken: Token);

        Assert.Equal("out\n", result.Output);
        Assert.Equal("err\n", result.Error);
        Assert.Equal(3, result.ExitCode);
        Assert.False(result.Succeeded);
    }

    [Fact(Timeout = Limit)]
    public async Task Ten_megabytes_go_through_a_child_that_reads_and_writes_at_once()
    {
        byte[] input = new byte[10 << 20];
        new Random(1).NextBytes(input);

        ChildResult result = await new Command("cat").RunAsync(input, cancellationToken: Token);

        Assert.True(input.AsSpan().SequenceEqual(result.OutputBytes.Span));
    }

    [Fact(Timeout = Limit)]
    public async Task A_child_that_fills_both_outputs_before_it_reads_does_not_get_stuck()
    {
        byte[] input = new byte[1 << 20];

        ChildResult result =
            await new Command("sh", "-c", "head -c 1000000 /dev/zero >&2; head -c 1000000 /dev/zero; wc -c").RunAsync(input,
                cancellationToken: Token);

        Assert.Equal(1_000_000, result.ErrorBytes.Length);
        Assert.EndsWith((1 << 20).ToString(CultureInfo.InvariantCulture) + "\n", result.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_child_that_does_not_read_its_input_ends_all_the_same()
    {
        ChildResult result = await new Command("true").RunAsync(new byte[1 << 20], cancellationToken: Token);

        Assert.True(result.Succeeded);
    }

    [Fact(Timeout = Limit)]
    public async Task A_time_out_ends_the_whole_tree_and_keeps_what_was_printed()
    {
        var command = new Command("sh", "-c", "echo before; sleep 61 & echo $!; sleep 62");
        TimeSpan limit = TimeSpan.FromMilliseconds(500);
        ChildResult result = await command.RunAsync(timeout: limit, cancellationToken: Token);
        while (result.Lines.Count < 2 && limit < s_mostPatience)
            result = await command.RunAsync(timeout: limit *= 2, cancellationToken: Token);

        Assert.Equal(ChildEnding.TimedOut, result.Ending);
        Assert.Equal("before", result.Lines[0]);
        int grandchild = int.Parse(result.Lines[1], CultureInfo.InvariantCulture);

        // It was killed, and dies when its turn on a core comes.
        for (var clock = Stopwatch.StartNew(); ChildProcess.IsRunning(grandchild) && clock.Elapsed < TimeSpan.FromSeconds(30);)
            await Task.Delay(5, Token);
        Assert.False(ChildProcess.IsRunning(grandchild));
    }

    [Fact(Timeout = Limit)]
    public async Task Cancelling_ends_the_child()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using ChildProcess child = ChildProcess.Start(new("sleep", "60"));
        Task<ChildResult> waiting = child.WaitAsync(cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.NotNull(child.Poll());
    }

    [Fact(Timeout = Limit)]
    public async Task Lines_arrive_while_the_child_runs_and_a_carriage_return_ends_one()
    {
        var lines = new List<ChildLine>();

        await new Command("sh", "-c",
            @"printf 'Reading:  10%% (1/10)\rReading: 100%% (10/10), done.\n' >&2; printf 'last'").RunAsync(onLine: line =>
        {
            lock (lines)
                lines.Add(line);
        }, cancellationToken: Token);

        Assert.Equal([10, 100], lines.Where(line => line.IsError).Select(line => line.Percent));
        Assert.Equal("last", lines.Single(line => !line.IsError).Text);
    }

    [Theory]
    [InlineData("Receiving objects:  42% (21/50)", 42.0)]
    [InlineData("12.5 % done", 12.5)]
    [InlineData("no figure", null)]
    [InlineData("1234%", null)]
    public void A_line_tells_its_percentage(string line, double? percent) =>
        Assert.Equal(percent, new ChildLine(line, IsError: true).Percent);

    [Fact(Timeout = Limit)]
    public async Task A_program_that_is_not_there_is_reported() =>
        await Assert.ThrowsAsync<Win32Exception>(() => new Command("no-such-program").RunAsync(cancellationToken: Token));

    [Fact]
    public void Programs_are_found_on_the_path()
    {
        Assert.True(File.Exists(Command.Find("sh")));
        Assert.Null(Command.Find("no-such-program"));
    }

    [Fact]
    public void A_command_reads_as_one_would_type_it() =>
        Assert.Equal("git log 'a b' ''", new Command("/usr/bin/git", "log", "a b", "").ToString());

    [Fact(Timeout = Limit)]
    public async Task A_chain_passes_on_what_each_child_prints()
    {
        byte[] input = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 100_000).Select(number => $"{number % 1_000}\n")));
        var chain = new Pipeline(new Command("sort", "-n"), new("uniq"), new("wc", "-l"));

        PipelineResult result = await chain.RunAsync(input, cancellationToken: Token);

        Assert.True(result.Succeeded);
        Assert.Equal("1000", result.Output.Trim());
        Assert.Equal("sort -n | uniq | wc -l", chain.ToString());
    }

    [Fact(Timeout = Limit)]
    public async Task A_child_that_has_read_enough_ends_the_endless_one_before_it()
    {
        PipelineResult result = await new Pipeline(new Command("yes"), new("head", "-n", "3")).RunAsync(cancellationToken: Token);

        Assert.Equal("y\ny\ny\n", result.Output);
        Assert.False(result.Children[0].Succeeded);
        Assert.True(result.Children[1].Succeeded);
    }

    [Fact(Timeout = Limit)]
    public async Task A_chain_with_a_missing_program_leaves_nothing_running()
    {
        await Assert.ThrowsAsync<Win32Exception>(
            () => new Pipeline(new Command("yes"), new("no-such-program")).RunAsync(cancellationToken: Token));
    }

    [Fact(Timeout = Limit)]
    public async Task A_time_out_ends_every_child_of_a_chain()
    {
        PipelineResult result =
            await new Pipeline(new Command("sleep", "60"), new("cat")).RunAsync(timeout: TimeSpan.FromMilliseconds(200),
                cancellationToken: Token);

        Assert.True(result.Children[0].WasTimedOut);
        Assert.False(result.Succeeded);
    }

    [Fact(Timeout = Limit)]
    public async Task A_fleet_collects_every_kind_of_ending()
    {
        Command[] commands = [new("true"), new("false"), new("sleep", "60"), new("no-such-program"), new("sh", "-c", "echo five")];
        TimeSpan limit = TimeSpan.FromMilliseconds(500);
        var progress = new Recorder();
        var result = (FleetResult)await new Fleet(maxAtOnce: 2, limit).RunAsync(commands, progress, Token);
        while (result.Count(ChildEnding.TimedOut) > 1 && limit < s_mostPatience)
            result = (FleetResult)await new Fleet(maxAtOnce: 2, limit *= 2).RunAsync(commands, progress = new(), Token);

        Assert.Equal(
            [ChildEnding.Succeeded, ChildEnding.Failed, ChildEnding.TimedOut, ChildEnding.NotStarted, ChildEnding.Succeeded],
            result.Children.Select(child => child.Ending));
        Assert.Equal(["five"], result.Children[4].Lines);
        Assert.Equal(1, result.Count(ChildEnding.TimedOut));
        Assert.Equal([1, 2, 3, 4, 5], progress.Seen.Order());
    }

    [Fact(Timeout = Limit)]
    public async Task No_more_children_run_at_once_than_asked_for()
    {
        string folder = Directory.CreateTempSubdirectory("workloads-tests-").FullName;
        try
        {
            // Each child counts those that are there with it.
            const string Script = "touch $$; ls | wc -l; sleep 0.05; rm $$";
            Command[] commands = [.. Enumerable.Range(0, 12).Select(_ => new Command("sh", "-c", Script) { Folder = folder })];

            var result = (FleetResult)await new Fleet(maxAtOnce: 3).RunAsync(commands, cancellationToken: Token);

            Assert.All(result.Children, child => Assert.InRange(int.Parse(child.Output, CultureInfo.InvariantCulture), 1, 3));
            Assert.Empty(Directory.EnumerateFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Cancelling_a_fleet_ends_its_children()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var clock = Stopwatch.StartNew();
        cancellation.CancelAfter(200);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new Fleet(maxAtOnce: 4).RunAsync([.. Enumerable.Repeat(new Command("sleep", "60"), 8)], cancellationToken: cancellation.Token));

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 30);
    }

    [Fact(Timeout = Limit)]
    public async Task A_real_tool_packs_a_real_file_and_another_unpacks_it()
    {
        Tools.Need("gzip");
        byte[] library = await File.ReadAllBytesAsync(typeof(Command).Assembly.Location, Token);

        PipelineResult result =
            await new Pipeline(new Command("gzip", "-c"), new("gzip", "-dc")).RunAsync(library, cancellationToken: Token);

        Assert.True(library.AsSpan().SequenceEqual(result.OutputBytes.Span));
    }

    private sealed class Recorder : IProgress<int>
    {
        public List<int> Seen { get; } = [];

        public void Report(int value)
        {
            lock (Seen)
                Seen.Add(value);
        }
    }

    private static class Tools
    {
        public static void Need(string tool)
        {
            if (Command.Find(tool) is null)
                Required.Skip($"There is no '{tool}' here.");
        }
    }
}
