using System.Globalization;
using Workloads.Interpreter;
using Workloads.Processes;
using Workloads.Topics;

namespace Workloads.Tests;

/// <summary>Processes whose parent has ended before them, and which keep a child's output open.</summary>
public class ChildTreeTests
{
    private const int Limit = 120_000;

    private static readonly TimeSpan s_timeout = TimeSpan.FromMilliseconds(400);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ChildTreeTests()
    {
        ProcessTable.SkipWhereMissing();
        if (Command.Find("sh") is null)
            Required.Skip("There is no 'sh' here.");
    }

    [Theory(Timeout = Limit)]
    [InlineData("sleep 61 & echo $!")] // an orphan that holds the output
    [InlineData("sleep 62 2>/dev/null & echo $!")] // one of the two outputs is enough
    [InlineData("sh -c 'sleep 63 >/dev/null 2>&1 & echo $!; wait' &")] // it holds none, but is the child of an orphan that does
    [InlineData("(sleep 64 & echo $!); sleep 65")] // an orphan beside a child that has not ended
    [InlineData("trap '' TERM HUP INT; sleep 66 & echo $!")]
    public async Task A_time_out_ends_what_has_outlived_its_parent(string script)
    {
        await using var started = new Started(script);
        int orphan = await started.Orphan;

        ChildResult result = await started.Child.WaitAsync(s_timeout, Token);

        Assert.Equal(ChildEnding.TimedOut, result.Ending);
        await AssertGoneAsync(orphan);
    }

    [Fact(Timeout = Limit)]
    public async Task Cancelling_ends_what_has_outlived_its_parent()
    {
        await using var started = new Started("sleep 67 & echo $!");
        int orphan = await started.Orphan;
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<ChildResult> waiting = started.Child.WaitAsync(cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await AssertGoneAsync(orphan);
    }

    [Fact(Timeout = Limit)]
    public async Task A_fleets_time_out_ends_what_has_outlived_its_parent()
    {
        // A time like no other process here sleeps: where a busy machine did not get as far, there is nothing to be found.
        string seconds = (10_000_000 + Environment.ProcessId).ToString(CultureInfo.InvariantCulture);
        Command[] commands = [.. Enumerable.Repeat(new Command("sh", "-c", $"sleep {seconds} &"), 3)];

        var result = (FleetResult)await new Fleet(maxAtOnce: 3, s_timeout).RunAsync(commands, cancellationToken: Token);

        Assert.Equal(3, result.Count(ChildEnding.TimedOut));
        foreach (int sleeper in ProcessTable.WithArgument(seconds))
            await AssertGoneAsync(sleeper);
    }

    [Fact(Timeout = Limit)]
    public async Task A_time_out_ends_nothing_that_another_child_has_left()
    {
        await using Started late = new("sleep 68 & echo $!"), other = new("sleep 69 & echo $!");
        int orphan = await late.Orphan, others = await other.Orphan;

        await late.Child.WaitAsync(s_timeout, Token);

        await AssertGoneAsync(orphan);
        Assert.True(ChildProcess.IsRunning(others));
        await other.Child.KillAsync();
        await AssertGoneAsync(others);
    }

    [Fact(Timeout = Limit)]
    public async Task A_daemon_that_has_let_go_of_the_outputs_is_not_waited_for_and_goes_on()
    {
        ChildResult result = await new Command("sh", "-c", "sleep 70 >/dev/null 2>&1 & echo $!").RunAsync(cancellationToken: Token);
        int daemon = int.Parse(result.Output, CultureInfo.InvariantCulture);

        Assert.True(result.Succeeded);
        Assert.True(ChildProcess.IsRunning(daemon));
        ProcessTable.Kill(daemon);
    }

    /// <summary>It was killed, and dies when its turn on a core comes.</summary>
    private static async Task AssertGoneAsync(int id)
    {
        for (int look = 0; look < 3_000 && ChildProcess.IsRunning(id); look++)
            await Task.Delay(10, Token);
        Assert.False(ChildProcess.IsRunning(id));
    }

    /// <summary>A shell that prints the number of a process which outlives it.</summary>
    private sealed class Started : IAsyncDisposable
    {
        private readonly TaskCompletionSource<int> _orphan = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Started(string script) => Child = ChildProcess.Start(
            new("sh", "-c", script), onLine: line => _orphan.TrySetResult(int.Parse(line.Text, CultureInfo.InvariantCulture)));

        public ChildProcess Child { get; }

        public Task<int> Orphan => _orphan.Task;

        public async ValueTask DisposeAsync()
        {
            await Child.KillAsync();
            await Child.DisposeAsync();
        }
    }
}
