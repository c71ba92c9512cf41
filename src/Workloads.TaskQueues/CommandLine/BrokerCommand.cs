using System.CommandLine;
using Workloads.TaskQueues.Brokers;

namespace Workloads.TaskQueues.CommandLine;

/// <summary>A broker to try things out: an installed server with ports and a folder of its own, gone when the command ends.</summary>
internal static class BrokerCommand
{
    private const int Failed = 1;

    public static Command Create()
    {
        var command = new Command("broker",
            "Starts an installed RabbitMQ on this machine alone, says where it is, and ends it when it is ended itself.");
        command.SetAction(async (_, _) =>
        {
            using var stop = new SignalledStop();
            try
            {
                PrivateBroker broker = await PrivateBroker.StartAsync(cancellationToken: stop.AtOnce).ConfigureAwait(false);
                await using (broker.ConfigureAwait(false))
                {
                    await Console.Out.WriteLineAsync($"{WorkerCommand.Ready}: {broker.Address} keeps its messages in {broker.Folder}")
                        .ConfigureAwait(false);
                    await stop.Asked.ConfigureAwait(false);
                }

                return 0;
            }
            catch (Exception failure) when (failure is InvalidOperationException or IOException)
            {
                await Console.Error.WriteLineAsync(failure.Message.Split('\n', 2)[0]).ConfigureAwait(false);
                return Failed;
            }
        });
        return command;
    }
}
