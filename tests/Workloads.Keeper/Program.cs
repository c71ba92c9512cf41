using System.Globalization;
using Workloads.Processes;
using Workloads.Programs;
using Workloads.Topics;

// Starts servers, says the numbers of their processes in a line, and stays until its input ends. It is told what ServeCommand takes,
// or, in place of a server's kind, the number of worker processes that share a port.
(IReadOnlyCollection<int> processes, IAsyncDisposable owner) = args is ["workers", string count]
    ? await PreforkAsync(int.Parse(count, CultureInfo.InvariantCulture)) : await OneAsync(args);
await using (owner)
{
    Console.WriteLine(string.Join(' ', processes));
    await Console.In.ReadToEndAsync();
}

static async Task<(IReadOnlyCollection<int>, IAsyncDisposable)> PreforkAsync(int workers)
{
    PreforkServer server = await PreforkServer.StartAsync(workers);
    return (server.Workers, server);
}

static async Task<(IReadOnlyCollection<int>, IAsyncDisposable)> OneAsync(string[] args)
{
    ServerProcess server = await ServeCommand.Options(args).StartAsync();
    return ([server.ProcessId], server);
}
