using System.CommandLine;

namespace Workloads.TaskQueues.CommandLine;

/// <summary>The command line: <c>worker</c> makes this machine one of a fleet, <c>broker</c> starts a broker to try it out.</summary>
internal static class QueueCommand
{
    /// <summary>Runs one command line.</summary>
    /// <returns>The exit code: 0 for success, 1 for what failed, 2 for wrong arguments.</returns>
    public static Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var root = new RootCommand("Machines that take calls from a task queue.") { WorkerCommand.Create(), BrokerCommand.Create() };

        // The commands mind the signals themselves: a machine takes the time that the calls need which it holds.
        return root.Parse(arguments).InvokeAsync(new() { ProcessTerminationTimeout = null });
    }
}
