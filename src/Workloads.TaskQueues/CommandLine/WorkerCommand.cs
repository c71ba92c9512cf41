using System.CommandLine;

namespace Workloads.TaskQueues.CommandLine;

/// <summary>
/// A machine as a command. The first SIGTERM or SIGINT lets it finish what it holds, a second one leaves that to other
/// machines.
/// </summary>
internal static class WorkerCommand
{
    public const string Name = "worker", CoresOption = "--cores", FleetOption = "--fleet", AddressOption = "--address",
        FaultsOption = "--faults", WhileInputOption = "--while-input-is-open";

    /// <summary>What it prints when it takes calls.</summary>
    public const string Ready = "ready";

    private const int Failed = 1, WrongArguments = 2;

    public static Command Create()
    {
        var address = new Option<string?>(
            AddressOption) { Description =
            $"Where the broker is: amqp://user:password@host:port/vhost, or amqps:// for TLS. It is better kept in {BrokerAddress.Variable}, which other users of the machine cannot see; localhost when neither is there." };
        var cores = new Option<int?>(CoresOption) { Description = "How many calls it computes at the same time; all cores unless named." };
        var fleet = new Option<string>(FleetOption) { Description = "Whose calls it takes.", DefaultValueFactory = _ => FleetName.Default };
        var faults = new Option<bool>(FaultsOption) { Hidden = true };
        var whileInput = new Option<bool>(WhileInputOption) { Description = "Ends as soon as its input does, with whoever started it." };
        var command = new Command(Name, "Takes calls from the broker's queue until it is told to end.") { address, cores, fleet, faults,
            whileInput };
        command.SetAction(async (parsed, _) =>
        {
            try
            {
                BrokerAddress where =
                    parsed.GetValue(address) is { } text ? BrokerAddress.Parse(text)
                        : BrokerAddress.FromEnvironment() ?? BrokerAddress.Localhost;
                var options = new QueueWorkerOptions { Fleet = parsed.GetValue(fleet)!, AllowFaults = parsed.GetValue(faults) };
                if (parsed.GetValue(cores) is { } count)
                    options = options with { Cores = count };
                return await ServeAsync(where, options, parsed.GetValue(whileInput)).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is FormatException or ArgumentException)
            {
                await Console.Error.WriteLineAsync(failure.Message.Split('\n', 2)[0]).ConfigureAwait(false);
                return WrongArguments;
            }
            catch (Exception failure) when (failure is QueueFailedException or InvalidOperationException or IOException)
            {
                await Console.Error.WriteLineAsync(failure.Message.Split('\n', 2)[0]).ConfigureAwait(false);
                return Failed;
            }
        });
        return command;
    }

    private static async Task<int> ServeAsync(BrokerAddress address, QueueWorkerOptions options, bool whileInput)
    {
        using var stop = new SignalledStop();
        QueueWorker worker = await QueueWorker.StartAsync(address, options, stop.AtOnce).ConfigureAwait(false);
        await using (worker.ConfigureAwait(false))
        {
            await Console.Out.WriteLineAsync(
                Invariant($"{Ready}: {options.Cores} cores take calls of the fleet '{options.Fleet}' from {address}."))
                .ConfigureAwait(false);
            Task inputEnd = whileInput ? Task.Run(Console.In.ReadToEnd) : Task.Delay(Timeout.Infinite);
            Task first = await Task.WhenAny(stop.Asked, inputEnd, worker.Ended).ConfigureAwait(false);
            await first.ConfigureAwait(false);
            if (first == stop.Asked)
                await Task.WhenAny(worker.FinishAsync(stop.AtOnce), inputEnd).ConfigureAwait(false);
        }

        return 0;
    }
}
