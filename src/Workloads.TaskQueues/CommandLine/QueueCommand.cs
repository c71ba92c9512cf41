using System.CommandLine;

namespace Workloads.TaskQueues.CommandLine;

/// <summary>The command line: <c>worker</c> makes this machine one of a fleet.</summary>
internal static class QueueCommand
{
    public static Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var root = new RootCommand("Machines that take calls from a task queue.") { WorkerCommand.Create() };
        return root.Parse(arguments).InvokeAsync();
    }
}
