using System.Globalization;
using Workloads.Processes.Wire;
using Workloads.Processes;
using Workloads.Programs;
using Workloads.Topics;

// A switch over what the library can be when it is started as a program; nothing else belongs here, since a worker waits for it.
return args switch
{
    [Worker.Argument, string parent,
        .. string[] rest] => Worker.Run(int.Parse(parent, CultureInfo.InvariantCulture), faults: rest is [Worker.FaultsArgument]),
    [Worker.EmptyArgument] => Worker.RunEmpty(),
    [SpinnerProgram.Argument, string interval, string failAt] => SpinnerProgram.Run(interval, failAt),
    [ThrownInAThread.Argument] => ThrownInAThread.Run(),
    [StarvationProgram.Argument, string cure, string requests, string wait,
        string patience] => StarvationProgram.Run(cure, requests, wait, patience),
    [MachineCode.Argument] => MachineCode.Run(),
    [ServerVerbs.Argument, .. string[] rest] => ServeCommand.Run(rest),
    [WaitsProgram.Argument, string way, string waits, string wait] => WaitsProgram.Run(way, waits, wait),
    [RuntimeProgram.Argument, string size, string since] => RuntimeProgram.Run(size, since),
    _ => Explain(),
};

static int Explain()
{
    Console.Error.WriteLine(
        "Workloads is a library for the notebooks beside it. To run them: dotnet run -c Release --project src/Workloads.Notebooks");
    return 2;
}
