using Workloads.Processes;
using Workloads.Topics;

namespace Workloads.Programs;

/// <summary>
/// A process that starts servers and does nothing else, so that it can be seen what becomes of them when whoever started them
/// ends in whatever way.
/// </summary>
internal static class KeepCommand
{
    /// <summary>The library's first argument when it is to keep servers.</summary>
    public const string Argument = "keep";

    /// <summary>In place of a server's kind: worker processes that share a port; their number follows.</summary>
    public const string Workers = "workers";

    /// <summary>Starts them, says the numbers of their processes in a line, and stays until its input ends.</summary>
    /// <param name="args">What <see cref="ServeCommand"/> takes, or the number of workers.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args) => RunAsync(args).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args)
    {
        (IReadOnlyCollection<int> processes, IAsyncDisposable owner) = await StartAsync(args).ConfigureAwait(false);
        await using (owner.ConfigureAwait(false))
        {
            await Console.Out.WriteLineAsync(string.Join(' ', processes)).ConfigureAwait(false);
            await Console.In.ReadToEndAsync().ConfigureAwait(false);
        }

        return 0;
    }

    private static async Task<(IReadOnlyCollection<int> Processes, IAsyncDisposable Owner)> StartAsync(string[] args)
    {
        if (args is [Workers, string count])
        {
            PreforkServer prefork =
                await PreforkServer.StartAsync((int)new ServerWords([$"{Workers}={count}"]).Number(Workers, 1, 1, PreforkServer.MaxWorkers))
                    .ConfigureAwait(false);
            return (prefork.Workers, prefork);
        }

        ServerProcess server = await ServeCommand.Options(args).StartAsync().ConfigureAwait(false);
        return ([server.ProcessId], server);
    }
}
