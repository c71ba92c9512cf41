using System.ComponentModel;
using Workloads.Notebooks.CommandLine;
using Workloads.Notebooks.Hosting;

if (args is [CellHost.Argument, var control, var events])
    return CellHost.Run(control, events);
if (args is [CompilerHost.Argument, var requests, var answers])
    return CompilerHost.Run(requests, answers);

DotnetRun.EndWithIt();
try
{
    return await new RunnerCommand().InvokeAsync(
        args,
        (options, cancellationToken) => new Runner(options, Terminal.Console, Console.Error).RunAsync(cancellationToken),
        (options, cancellationToken) => new ClaimsPrinter(options, Terminal.Console, Console.Error).RunAsync(cancellationToken));
}
catch (UsageException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Cancelled.");
    return 130;
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception)
{
    // The machine refuses in the middle of a run: a full disk, a folder that is gone, no more processes.
    Console.Error.WriteLine(e.Message.ReplaceLineEndings(" "));
    return 2;
}
