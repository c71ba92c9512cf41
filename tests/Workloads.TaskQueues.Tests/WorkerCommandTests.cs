using System.Diagnostics;
using Workloads.Models;
using Workloads.Processes;
using Workloads.TaskQueues.Brokers;
using Workloads.Tests;

namespace Workloads.TaskQueues.Tests;

public class WorkerCommandTests(BrokerFixture broker)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "Workloads.TaskQueues.dll");

    [Fact(Timeout = 120_000)]
    public async Task A_machine_that_is_told_to_end_finishes_what_it_holds_and_leaves_no_process()
    {
        broker.Require();
        await using Fleet fleet = await Fleet.StartAsync(broker, machines: 2, cores: 1, new() { CallsPerMessage = 1 });
        int first = fleet.Machines.ProcessIds[0];
        List<int> children = ProcessTable.ChildrenOf(first);

        Task<Run> running = fleet.Model.RunAsync(SmallCalls.Of(10_000), cancellationToken: Token);
        while (fleet.Model.Totals.Answers < 1_000)
            await Task.Delay(1, Token);
        await Signals.SendAsync("TERM", first);

        SmallCalls.AssertRight(await running);
        while (ChildProcess.IsRunning(first) || children.Exists(ChildProcess.IsRunning))
            await Task.Delay(10, Token);
        Assert.Equal(0, fleet.Model.Totals.Duplicates);
        Assert.NotEmpty(children);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(2, "amqp://user:password@host", "--address", "nonsense")]
    [InlineData(2, "1 to 256", "--cores", "0")]
    [InlineData(2, "letters, digits", "--fleet", "a b")]
    [InlineData(1, "No broker answers", "--address", "amqp://me:s3cret-word@127.0.0.1:1")]
    public async Task Wrong_arguments_are_one_line_and_an_exit_code(int exitCode, string says, params string[] arguments)
    {
        ChildResult result = await new Command("dotnet", [Program, "worker", .. arguments]).RunAsync(cancellationToken: Token);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(says, result.Error);
        Assert.Single(result.Error.Trim().Split('\n'));
        Assert.DoesNotContain("s3cret-word", result.Error + result.Output);
    }

    [Fact(Timeout = 120_000)]
    public async Task Nothing_of_a_private_broker_is_left_when_its_owner_is_killed()
    {
        broker.Require();
        ProcessTable.SkipWhereMissing();
        var start = new ProcessStartInfo("dotnet", [Program, "broker"]);
        (AttendedProcess owner, string line) = await AttendedProcess.StartAsync(start, "ready", Token);
        List<int> tree = Descendants(owner.Id);
        string folder = line.Split(' ')[^1];
        bool wasThere = Directory.Exists(folder);

        ProcessTable.Kill(owner.Id);

        while (tree.Exists(ChildProcess.IsRunning) || Directory.Exists(folder))
            await Task.Delay(20, Token);
        await owner.DisposeAsync();
        Assert.True(tree.Count >= 3); // A shell, the server, the port mapper.
        Assert.True(wasThere);
    }

    private static List<int> Descendants(int id) => [.. ProcessTable.ChildrenOf(id).SelectMany(child => Descendants(child).Prepend(child))];
}
