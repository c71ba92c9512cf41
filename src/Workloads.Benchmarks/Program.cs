using Spectre.Console;
using Workloads.Benchmarks;
using Workloads.Benchmarks.CommandLine;

// The library looks at TERM alone; lines that go to a file or a pipe are to be read as text.
var console = AnsiConsole.Create(new() { Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect });
return await BenchmarksCommand.RunAsync(args, Catalog.Goals, console);
