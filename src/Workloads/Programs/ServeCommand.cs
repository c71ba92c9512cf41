using System.Runtime;
using Workloads.Processes.Wire;
using Workloads.Processes;
using Workloads.Topics;

namespace Workloads.Programs;

/// <summary>
/// The server process: opens one server, says on its output how to reach it, then answers questions from its input. The end
/// of the input is the end of the server, so that it never outlives its parent.
/// </summary>
internal static class ServeCommand
{
    /// <summary>How long a server may take to close what is open; the end of its process closes the rest.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(0.5);

    /// <summary>Runs a server until the input ends.</summary>
    /// <param name="args">Its kind, and its parameters as words.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args)
    {
        Interruption.Ignore();
        IServer server;
        try
        {
            server = Options(args).OpenAsync().GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or PlatformNotSupportedException or IOException)
        {
            Console.Error.WriteLine(exception.Message);
            return 2;
        }

        Say(ServerWords.Write(server.Address).Prepend(ServerVerbs.Ready));
        while (Console.In.ReadLine() is { } question)
            Say(ServerWords.Write(Answer(question, server).ToWords()));
        server.DisposeAsync().AsTask().Wait(EndLimit);
        return 0;
    }

    internal static ServerOptions Options(string[] args)
    {
        string kind = args.FirstOrDefault() ?? "";
        var words = new ServerWords(args.Skip(1));
        return kind switch
        {
            FlagServerOptions.Name => FlagServerOptions.Parse(words),
            EchoServerOptions.Name => EchoServerOptions.Parse(words),
            RequestServerOptions.Name => RequestServerOptions.Parse(words),
            WebSocketServerOptions.Name => WebSocketServerOptions.Parse(words),
            WebPartServerOptions.Name => WebPartServerOptions.Parse(words),
            _ => throw new FormatException(
                $"There is no server '{kind}'. There are: {FlagServerOptions.Name}, {EchoServerOptions.Name}, {RequestServerOptions.Name}, {WebSocketServerOptions.Name}, {WebPartServerOptions.Name}."),
        };
    }

    private static ServerStatus Answer(string question, IServer server)
    {
        if (question == ServerVerbs.CollectQuestion)
        {
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }

        return ServerStatus.Of(server);
    }

    private static void Say(IEnumerable<string> words)
    {
        Console.Out.WriteLine(string.Join(' ', words));
        Console.Out.Flush();
    }
}
